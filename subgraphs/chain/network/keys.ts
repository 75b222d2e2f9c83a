import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueMemberKey, type Member } from '@caretrail/chain/consortium';
import type { LedgerIdentity } from '@caretrail/chain/ledger';
import { administratorKeys, type Layout, type PeerLayout } from './layout.ts';

/** The one file of a folder, as text. */
const only = (folder: string): string => readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8');

export function administratorOf(node: PeerLayout): LedgerIdentity {
  const folder = administratorKeys(node);
  return {
    msp: node.msp,
    certificate: only(join(folder, 'signcerts')),
    privateKey: only(join(folder, 'keystore')),
  };
}

/** Issues the submitting keys of member organizations, a file each, for the deployments that hold them. */
export async function issueMemberKeys(
  { peers }: Layout,
  members: readonly Member[],
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const member of members) {
    const place = peers.find(({ msp }) => msp === member.msp)?.organization ?? '';
    const files = readdirSync(join(place, 'ca'));
    const file = (ending: string) =>
      readFileSync(join(place, 'ca', files.find((name) => name.endsWith(ending)) ?? ''), 'utf8');
    const authority = { certificate: file('.pem'), privateKey: file('_sk') };
    const key = await issueMemberKey(authority, member, new Date());
    writeFileSync(join(folder, `${member.id}.json`), JSON.stringify(key), { mode: 0o600 });
  }
}
