import type { LedgerIdentity } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import type { NetworkFinding } from './finding.ts';
import { examineKey } from './key.ts';
import { askAsMember } from './member.ts';
import { examinePeer } from './peer.ts';

/**
 * Looks at a network as its clients will use it: every peer of the profile, and every member whose key is here.
 * @param identities - by member
 * @param within - milliseconds that an answer may take
 */
export async function examineNetwork(
  profile: LedgerProfile,
  identities: ReadonlyMap<string, LedgerIdentity>,
  within: number,
): Promise<readonly NetworkFinding[]> {
  const served = profile.organizations.flatMap((organization) => {
    const identity = identities.get(organization.id);
    return identity ? [{ organization, identity }] : [];
  });
  return Promise.all([
    ...profile.peers.map((peer) => examinePeer(peer, within)),
    ...served.map(async ({ organization, identity }) => {
      const key = examineKey(profile, organization, identity, new Date());
      return key.fault === null
        ? { ...key, ...(await askAsMember(profile, identity, organization.id, within)) }
        : key;
    }),
  ]);
}
