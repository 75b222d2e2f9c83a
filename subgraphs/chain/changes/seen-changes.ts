import {
  CATALOGUE,
  isKnownType,
  isRecordType,
  knownRecord,
  type RequestContext,
  SEE_POLICY,
} from '@caretrail/kit';
import type { ChangeRow } from './change-row.ts';

/**
 * Whether a change is there for this caller now: an anchor is, once it was found; a record is, if its owner's see policy
 * admits them to the record as it stands. What is told goes on record.
 */
async function isSeen({ kind, type, record }: ChangeRow, context: RequestContext): Promise<boolean> {
  if (kind === 'ANCHOR') return true;
  if (type === null || record === null || !isRecordType(type) || !isKnownType(type)) return false;
  const see = [CATALOGUE.get(SEE_POLICY[type])];
  if (!context.decisions.field(`${type}.id`, see).allowed) return false;
  const found = await knownRecord(type)(record, context);
  if (found === null) return false;
  context.reads.disclosed(see, found.grants);
  return true;
}

/** The changes that the caller may be told of, in their order; one statement a record type. */
export async function seenChanges(
  rows: readonly ChangeRow[],
  context: RequestContext,
): Promise<readonly ChangeRow[]> {
  const seen = await Promise.all(rows.map((row) => isSeen(row, context)));
  return rows.filter((_, place) => seen[place]);
}
