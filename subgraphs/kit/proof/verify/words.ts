import type { Trust } from '../trust/trust.ts';
import type { ProvenContent } from './verdict.ts';

/** What kind of ledger a trust file describes. */
export function ledgerWords(trust: Trust | null): string {
  if (trust === null) return 'unknown: the trust file could not be read';
  return trust.development
    ? 'a development ledger, whose keys are all held by one process'
    : 'a Fabric network, whose keys are held by the organizations of the trust file';
}

/** What a good proof shows, one sentence each. */
export function shows(content: ProvenContent): readonly string[] {
  const { version, fields, index, log, size, transaction, creator, endorsers, receipts, channel } = content;
  const names = Object.keys(fields).join(', ') || 'no field';
  return [
    `${version.organization} committed to version ${version.version} of ${version.type} ${version.record} with these values (${names})`,
    `the version is entry ${index} of log ${log} as of ${size} entries, which ${creator} anchored with transaction ${transaction}`,
    `peers of ${endorsers.join(', ')} endorsed that transaction`,
    `peers of ${receipts.join(', ')} state that it is VALID on channel ${channel}`,
  ];
}

/** What no proof of this format shows. */
export const DOES_NOT_SHOW: readonly string[] = [
  'that a value is true',
  'that this is the newest version of the record, or the only one with its number',
  'that the log is complete: an access log, for example, may lack an access',
  'when anything happened, or in which block: all times are claims, and only "before the receipts were signed" is shown',
  'that keys were in the right hands: what the trust file says is believed',
];
