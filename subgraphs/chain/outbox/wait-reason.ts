import type { Sql } from '@caretrail/db/provenance';
import { LedgerError, type LedgerErrorCode } from '../ledger/index.ts';
import { BreakerOpen } from './breaker.ts';
import { ReceiptsMissing } from './receipts-missing.ts';
import type { Slot } from './slot.ts';
import type { WriteOutcome } from './write.ts';

/** Why something is still PENDING, as callers are told it of their records. */
export const WAIT_CODES = [
  'LEDGER_AWAY',
  'LEDGER_UNTRUSTED',
  'LEDGER_FAILING',
  'AWAITING_RECEIPTS',
  'SENT',
  'MADE_ANEW',
  'REFUSED',
] as const;
type WaitCode = (typeof WAIT_CODES)[number];

/** Why something waits: a name for who sees the record, words with the particulars for who runs the system. */
export interface WaitReason {
  readonly code: WaitCode;
  readonly words: string;
}

const REASONS: Readonly<Record<LedgerErrorCode, WaitReason>> = {
  UNAVAILABLE: { code: 'LEDGER_AWAY', words: 'the ledger cannot be reached' },
  TIMEOUT: { code: 'LEDGER_AWAY', words: 'the ledger does not answer in time' },
  UNTRUSTED: { code: 'LEDGER_UNTRUSTED', words: 'what the ledger answers does not verify' },
  INVALID_REQUEST: { code: 'LEDGER_FAILING', words: 'the ledger does not take the request' },
  REFUSED: { code: 'LEDGER_FAILING', words: 'the chaincode fails' },
};

/** Why something is still PENDING after an error; null for one that is not the ledger's. */
export function reasonOfError(error: unknown, now: Date): WaitReason | null {
  if (error instanceof BreakerOpen) {
    const until = new Date(now.getTime() + error.remaining).toISOString();
    const words = `the ledger failed repeatedly and is left alone until ${until}`;
    return { code: 'LEDGER_AWAY', words };
  }
  if (error instanceof ReceiptsMissing) {
    const words = `in a block, and not every organization has testified to it: ${REASONS[error.code].words}`;
    return { code: 'AWAITING_RECEIPTS', words };
  }
  return error instanceof LedgerError ? REASONS[error.code] : null;
}

/** Why something is still PENDING after a round. */
export function reasonOfOutcome(outcome: Exclude<WriteOutcome, { state: 'VALID' }>): WaitReason {
  switch (outcome.state) {
    case 'UNDECIDED':
      return { code: 'SENT', words: 'sent, and not in a block yet: the same bytes are sent again' };
    case 'INVALID':
      return { code: 'MADE_ANEW', words: `made anew: the last transaction was ${outcome.validation}` };
    case 'REFUSED':
      return { code: 'REFUSED', words: `the contract refuses it for now: ${outcome.reason}` };
  }
}

/** Notes at a log's oldest checkpoint that is not anchored why it waits: by name, since callers are told. */
export async function noteCheckpoint(sql: Sql, log: string, { code }: WaitReason): Promise<void> {
  await sql`
    update provenance.checkpoint set reason = ${code}
    where log = ${log} and state = 'PENDING' and reason is distinct from ${code}`;
}

/** Notes at a submission why it waits. */
export async function noteSubmission(
  sql: Sql,
  { lane }: Pick<Slot, 'lane'>,
  { words }: WaitReason,
): Promise<void> {
  await sql`
    update provenance.submission set reason = ${words}
    where lane = ${lane} and state = 'PENDING' and reason is distinct from ${words}
      and number = (select min(number) from provenance.submission where lane = ${lane} and state = 'PENDING')`;
}
