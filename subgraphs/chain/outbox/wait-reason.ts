import type { Sql } from '@caretrail/db/provenance';
import { LedgerError, type LedgerErrorCode } from '../ledger/index.ts';
import { BreakerOpen } from './breaker.ts';
import type { Slot } from './slot.ts';
import type { WriteOutcome } from './write.ts';

const WORDS: Readonly<Record<LedgerErrorCode, string>> = {
  UNAVAILABLE: 'the ledger cannot be reached',
  TIMEOUT: 'the ledger does not answer in time',
  UNTRUSTED: 'what the ledger answers does not verify',
  INVALID_REQUEST: 'the ledger does not take the request',
  REFUSED: 'the chaincode fails',
};

/** Why something is still PENDING after an error; null for one that is not the ledger's. */
export function reasonOfError(error: unknown, now: Date): string | null {
  if (error instanceof BreakerOpen) {
    const until = new Date(now.getTime() + error.remaining).toISOString();
    return `the ledger failed repeatedly and is left alone until ${until}`;
  }
  return error instanceof LedgerError ? WORDS[error.code] : null;
}

/** Why something is still PENDING after a round. */
export function reasonOfOutcome(outcome: Exclude<WriteOutcome, { state: 'VALID' }>): string {
  switch (outcome.state) {
    case 'UNDECIDED':
      return 'sent, and not in a block yet: the same bytes are sent again';
    case 'INVALID':
      return `made anew: the last transaction was ${outcome.validation}`;
    case 'REFUSED':
      return `the contract refuses it for now: ${outcome.reason}`;
  }
}

/** Notes at a log's oldest checkpoint that is not anchored why it waits. */
export async function noteCheckpoint(sql: Sql, log: string, reason: string): Promise<void> {
  await sql`
    update provenance.checkpoint set reason = ${reason}
    where log = ${log} and state = 'PENDING' and reason is distinct from ${reason}`;
}

/** Notes at a submission why it waits. */
export async function noteSubmission(sql: Sql, { lane }: Pick<Slot, 'lane'>, reason: string): Promise<void> {
  await sql`
    update provenance.submission set reason = ${reason}
    where lane = ${lane} and state = 'PENDING' and reason is distinct from ${reason}
      and number = (select min(number) from provenance.submission where lane = ${lane} and state = 'PENDING')`;
}
