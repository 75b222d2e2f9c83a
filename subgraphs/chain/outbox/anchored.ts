import type { Sql } from '@caretrail/db/provenance';
import type { Checkpoint } from './checkpoint.ts';

/** A peer's signed statement that the ledger holds a transaction as VALID (proof format 1, section 5). */
export interface Receipt {
  readonly msp: string;
  readonly proposal: Uint8Array;
  readonly payload: Uint8Array;
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** Stores receipts and marks the checkpoint ANCHORED, in one statement: never one without the other. */
export async function markAnchored(
  sql: Sql,
  { log, size }: Checkpoint,
  transaction: string,
  receipts: readonly Receipt[],
): Promise<void> {
  await sql`
    with kept as (
      insert into provenance.receipt (transaction, msp, proposal, payload, endorser, signature)
      select ${transaction}, * from unnest(
        ${receipts.map((receipt) => receipt.msp)}::text[], ${receipts.map((receipt) => receipt.proposal)}::bytea[],
        ${receipts.map((receipt) => receipt.payload)}::bytea[], ${receipts.map((receipt) => receipt.endorser)}::bytea[],
        ${receipts.map((receipt) => receipt.signature)}::bytea[])
      on conflict (transaction, msp) do nothing
    )
    update provenance.checkpoint set state = 'ANCHORED', transaction = ${transaction}, reason = null
    where log = ${log} and size = ${size} and state = 'PENDING'`;
}
