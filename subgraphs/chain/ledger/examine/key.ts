import { createPrivateKey } from 'node:crypto';
import { readCertificate } from '../../membership/index.ts';
import type { LedgerIdentity } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import { ChannelMembers } from '../verify/channel-members.ts';
import type { NetworkFinding } from './finding.ts';

type Organization = LedgerProfile['organizations'][number];

/** Looks at a member's key and certificate, without asking anyone. */
export function examineKey(
  profile: LedgerProfile,
  { id, attribute }: Organization,
  identity: LedgerIdentity,
  now: Date,
): NetworkFinding {
  const finding = { kind: 'member', name: id, until: null } as const;
  try {
    const { x509, member, validFrom, validTo } = readCertificate(identity.certificate);
    const found = { ...finding, until: validTo };
    if (!x509.checkPrivateKey(createPrivateKey(identity.privateKey)))
      return { ...found, fault: 'KEY', detail: '' };
    if (!new ChannelMembers(profile.msps).identifyParts(identity.msp, identity.certificate))
      return { ...found, fault: 'AUTHORITY', detail: identity.msp };
    if (now < validFrom || now > validTo)
      return { ...found, fault: 'EXPIRED', detail: validTo.toISOString() };
    if (attribute !== null && member !== attribute)
      return { ...found, fault: 'ATTRIBUTE', detail: member ?? 'none' };
    return { ...found, fault: null, detail: '' };
  } catch {
    return { ...finding, fault: 'KEY', detail: '' }; // no certificate, or no key
  }
}
