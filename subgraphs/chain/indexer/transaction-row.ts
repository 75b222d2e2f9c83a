import { parseJson } from '@caretrail/proof';
import type { LedgerBytes, LedgerTransaction } from '../ledger/index.ts';
import type { OrganizationOf } from './store-block.ts';

/** Fabric's ids have 64 digits; a longer one is a hostile client's, and would not fit into an index. */
const LONGEST_ID = 128;

/** Whoever may write to the channel can put any bytes into a block: nothing in it may stop the index. */
export const storableText = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value;

/** A claimed time, if PostgreSQL has it: years 1 to 9999. */
export const storableTime = (time: string | null): string | null =>
  time !== null && /^(?!0000)\d{4}-/.test(time) ? time : null;

/** A transaction as its row in `provenance.transaction`, ready for `jsonb_to_recordset`. */
export function transactionRow(transaction: LedgerTransaction, organizationOf: OrganizationOf) {
  const { index, id, time, validation, creator, call } = transaction;
  return {
    ...{ index, id: id.length <= LONGEST_ID ? id : '', time: storableTime(time), validation },
    contract: call ? call.contract || call.chaincode : null,
    function: call?.function ?? null,
    creator_msp: creator.msp,
    creator_organization: organizationOf(creator),
    // A peer's MSP is a member only where no other member shares it.
    endorsers: call?.endorsers.map((msp) => organizationOf({ msp, attribute: null }) ?? msp) ?? [],
    arguments: call?.arguments.map(readable) ?? null,
    read_write_set:
      call?.readWriteSet.map(({ namespace, reads, writes }) => ({
        namespace,
        reads: reads.map(({ key, version }) => ({ key: readable(key), version })),
        writes: writes.map((write) => ({
          key: readable(write.key),
          delete: write.delete,
          value: readable(write.value),
        })),
      })) ?? null,
    event: call?.event ? { name: call.event.name, payload: readable(call.event.payload) } : null,
  };
}

/** JSON objects and lists as such, other text as a string, bytes as `{base64}`. */
function readable(bytes: LedgerBytes): unknown {
  if (!('text' in bytes)) return bytes;
  if (!/^\s*[[{]/.test(bytes.text)) return bytes.text;
  try {
    return parseJson(bytes.text);
  } catch {
    return bytes.text; // text that only looks like JSON, or numbers that would lose digits
  }
}
