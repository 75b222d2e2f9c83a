import { LedgerError } from '../ledger/index.ts';

/** The transaction is VALID, and the receipts that an anchor needs cannot be had yet from every organization. */
export class ReceiptsMissing extends LedgerError {
  constructor(cause: LedgerError) {
    super(cause.code, cause.message, { cause });
  }
}

/** Keeps what is no error of the ledger's as it is. */
export function receiptsMissing(error: unknown): never {
  throw error instanceof LedgerError ? new ReceiptsMissing(error) : error;
}
