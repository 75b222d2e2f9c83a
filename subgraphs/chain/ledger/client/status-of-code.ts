import { validationName } from '../fabric/validation.ts';
import type { TransactionStatus } from '../ledger.ts';

/** What the validation code of a transaction in a block means. */
export const statusOfCode = (code: number): TransactionStatus =>
  code === 0
    ? { state: 'VALID', code, validation: 'VALID' }
    : { state: 'INVALID', code, validation: validationName(code) };
