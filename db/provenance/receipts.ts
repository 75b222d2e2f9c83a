import type { Reader } from './sql.ts';

/** A peer's signed statement about a transaction (proof format 1, section 5), with the MSP that signed. */
export interface StoredReceipt {
  readonly msp: string;
  readonly proposal: Uint8Array;
  readonly payload: Uint8Array;
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** Receipts by transaction, each in ascending byte order of the MSP id, as a proof file wants them. */
export async function loadReceipts(
  sql: Reader,
  transactions: Iterable<string>,
): Promise<ReadonlyMap<string, readonly StoredReceipt[]>> {
  const wanted = [...new Set(transactions)];
  const receipts = new Map<string, StoredReceipt[]>();
  if (wanted.length === 0) return receipts;
  const rows = await sql<StoredReceipt & { transaction: string }>`
    select transaction, msp, proposal, payload, endorser, signature from provenance.receipt
    where transaction = any(${wanted}::text[]) order by transaction, msp collate "C"`;
  for (const { transaction, ...receipt } of rows)
    receipts.set(transaction, [...(receipts.get(transaction) ?? []), receipt]);
  return receipts;
}
