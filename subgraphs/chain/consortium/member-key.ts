import type { LedgerIdentity } from '../ledger/index.ts';
import { type Credentials, issueCertificate, memberAttribute } from '../membership/index.ts';
import type { Member } from './consortium.ts';

/** Issues the service identity of a member under its MSP's authority; the certificate names the member. */
export async function issueMemberKey(
  authority: Credentials,
  { id, msp }: Member,
  now: Date,
): Promise<LedgerIdentity> {
  const attributes = { [memberAttribute]: id };
  const commonName = `service.${id}`;
  return { msp, ...(await issueCertificate({ authority, commonName, role: 'client', attributes, now })) };
}
