import type { Reader } from '../provenance/sql.ts';
import type { Effects } from './effect.ts';

/** A call of a contract that is to be written to the ledger. */
export interface SubmissionRequest {
  /** Slug of the member whose service identity signs. */
  readonly organization: string;
  /** Such as `consent:grant`. */
  readonly call: string;
  readonly arguments: readonly string[];
  /** Calls of one lane are written in order: such as those that one key signs. Default: those of the member and contract. */
  readonly lane?: string;
  /** Record id of the person whose records it is about; row-level security judges a caller's call by it. Default: nobody. */
  readonly patient?: string;
  /** What the effect needs: ids and codes, JSON. Forgotten once the ledger has decided. */
  readonly details: object;
}

/** A submission as it was stored. */
export interface Submitted {
  /** By which it is asked for. */
  readonly number: number;
  readonly state: 'PENDING';
  /** Whether the effect is there already. */
  readonly effective: boolean;
}

/**
 * Stores a call for the ledger together with what it changes here, in the caller's transaction: what narrows is in
 * effect when that commits, what widens when the ledger has called it VALID. A signed envelope needs the peers'
 * endorsement, so it is made, and stored, by the worker.
 * @throws RangeError for a call without an effect
 */
export async function submit(
  sql: Reader,
  effects: Effects,
  {
    organization,
    call,
    arguments: args,
    patient,
    lane = laneOf(call, organization),
    details,
  }: SubmissionRequest,
): Promise<Submitted> {
  const effect = effects.get(call);
  if (!effect) throw new RangeError(`no effect of ${call} is known`);
  const { widens } = effect;
  const kept = widens ? JSON.stringify(details) : null;
  const [row] = await sql<{ number: string }>`
    insert into provenance.submission (lane, organization, call, patient, arguments, widens, effect)
    values (${`call/${lane}`}, ${organization}, ${call}, ${patient ?? null}::uuid, ${args}::text[], ${widens},
      ${kept}::text::jsonb)
    returning number`;
  if (widens) await effect.narrows?.(sql, details);
  else await effect.apply(sql, details);
  return { number: Number(row?.number), state: 'PENDING', effective: !widens };
}

const laneOf = (call: string, organization: string): string => `${call.split(':')[0]}/${organization}`;
