import { LedgerError } from '../ledger/index.ts';

/** The contract's code, if it was the contract that said no; without one the chaincode failed, which may pass. */
export const refusalOf = (error: unknown): string | null =>
  error instanceof LedgerError && error.code === 'REFUSED' ? error.refusal : null;

/** An error from submit may come although the transaction will be committed, so it decides nothing. */
export function ignoreLedgerError(error: unknown): void {
  if (!(error instanceof LedgerError)) throw error;
}
