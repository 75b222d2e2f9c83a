import type { Sql } from '@caretrail/db/provenance';
import type { Slot } from './slot.ts';

/** A signed transaction, kept byte for byte from before it is first sent until the ledger has decided it. */
export interface StoredEnvelope {
  /** Fabric transaction id. */
  readonly transaction: string;
  readonly envelope: Uint8Array;
  /** How often it went out, or was about to. */
  readonly sendings: number;
  /** Null: not decided yet. */
  readonly outcome: string | null;
}

/** The envelope of a slot that is undecided or VALID; null if none was made, or all were invalid. */
export async function currentEnvelope(sql: Sql, { lane, number }: Slot): Promise<StoredEnvelope | null> {
  const [row] = await sql<StoredEnvelope>`
    select transaction, envelope, sendings, outcome from provenance.outbox
    where lane = ${lane} and number = ${number} and (outcome is null or outcome = 'VALID')`;
  return row ?? null;
}

/**
 * Keeps an envelope before it is sent. A slot has one current envelope (unique index): when another process was first,
 * its envelope is the one to send, and this one is dropped unsent.
 */
export async function keepEnvelope(
  sql: Sql,
  { lane, number }: Slot,
  { transaction, envelope }: Pick<StoredEnvelope, 'transaction' | 'envelope'>,
): Promise<void> {
  await sql`
    insert into provenance.outbox (transaction, lane, number, envelope, created_at)
    values (${transaction}, ${lane}, ${number}, ${envelope}, now()) on conflict do nothing`;
}

/** Counts a sending before it is made: what was never counted has never left. */
export async function countSending(sql: Sql, transaction: string): Promise<void> {
  await sql`
    update provenance.outbox set sendings = sendings + 1, sent_at = now() where transaction = ${transaction}`;
}

/** Writes the ledger's decision: `VALID` or the name of the validation code. */
export async function decideEnvelope(sql: Sql, transaction: string, outcome: string): Promise<void> {
  await sql`update provenance.outbox set outcome = ${outcome} where transaction = ${transaction} and outcome is null`;
}
