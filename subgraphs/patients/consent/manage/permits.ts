import { provisionsOf } from '@caretrail/db/decisions';
import { type RequestContext, sql } from '@caretrail/kit';
import { ledgerState } from './ledger-state.ts';

/** A permit of a decision that stands. */
export interface Permit {
  /** A member's slug or a subject. */
  readonly actor: string | null;
  /** Null: all. */
  readonly dataClass: string | null;
  /** Null: any. */
  readonly purpose: string | null;
  /** Milliseconds since 1970; infinite where it has no bound. */
  readonly from: number;
  readonly to: number;
}

const milliseconds = (time: Date | string): number =>
  time instanceof Date ? time.getTime() : time === 'infinity' ? Infinity : -Infinity;

/** What a decision permits, in force or on its way to the ledger; nothing where it was refused, ended or has run out. */
export async function permitsOf(context: RequestContext, record: string): Promise<readonly Permit[]> {
  const state = await ledgerState(context, record);
  if (state === null) return documented(context, record);
  const { terms } = state.made;
  if (terms === null || !['WAITING', 'IN_FORCE'].includes(state.effect)) return [];
  const { rows } = provisionsOf(terms, () => undefined, new Date(context.now * 1000).toISOString());
  return rows
    .filter(({ permit }) => permit)
    .map((row) => ({
      ...{ actor: row.actor, dataClass: row.data_class, purpose: row.purpose },
      ...{ from: milliseconds(row.valid_from), to: milliseconds(row.valid_to) },
    }));
}

/** Of a decision that came as a document. */
const documented = ({ store }: RequestContext, record: string): Promise<readonly Permit[]> =>
  store.query<Permit>(sql`
    select actor, data_class as "dataClass", purpose, (extract(epoch from valid_from) * 1000)::float8 as "from",
      (extract(epoch from valid_to) * 1000)::float8 as "to"
    from access.consent where record = ${record}::uuid and permit`);
