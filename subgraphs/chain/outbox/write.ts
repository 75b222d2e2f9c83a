import type { Sql } from '@caretrail/db/provenance';
import { type Ledger, LedgerError, type TransactionStatus } from '../ledger/index.ts';
import type { Slot } from './slot.ts';
import {
  countSending,
  currentEnvelope,
  decideEnvelope,
  keepEnvelope,
  type StoredEnvelope,
} from './stored-envelope.ts';

/** A call of a contract, such as `anchor:submit`. */
export interface ContractCall {
  readonly name: string;
  readonly arguments: readonly (string | Uint8Array)[];
}

/** What writing to the ledger needs; one lane, one submitting member. */
export interface WritePort {
  readonly sql: Sql;
  readonly ledger: Ledger;
  /** Milliseconds to wait for a decision before the same bytes are sent again. */
  readonly decideWithin: number;
  /** Called before each step that changes something: for the log, and for tests that die there. */
  readonly onStep: (step: WriteStep, slot: Slot) => void;
  /** Throws unless this worker is still the one that writes the lane; asked before anything is sent. */
  readonly assertClaimed: () => void;
}

export type WriteStep = 'prepare' | 'keep' | 'send' | 'decide' | 'testify' | 'anchor' | 'settle';

/** How a round of writing ended. */
export type WriteOutcome =
  | { readonly state: 'VALID'; readonly transaction: string }
  /** Not in a block yet: the same envelope goes out again. */
  | { readonly state: 'UNDECIDED'; readonly transaction: string }
  /** In a block without effect: a new envelope may be made. */
  | { readonly state: 'INVALID'; readonly transaction: string; readonly validation: string }
  /** The contract said no. One no may be a peer that lags; the caller counts. */
  | { readonly state: 'REFUSED'; readonly reason: string };

/**
 * Takes a slot one round further: prepare → keep the signed envelope → send → the ledger's decision. What is done is in
 * the database before the next step begins, so a round cut anywhere is continued by the next. Only commit status or
 * `qscc` decides, never an answer to `send`; a new envelope is made only once the ledger called the last one invalid.
 * @param call makes the call; asked only when an envelope has to be made
 * @throws LedgerError where the ledger cannot be asked, BreakerOpen where it is left alone: call again later.
 */
export async function write(
  port: WritePort,
  slot: Slot,
  call: () => ContractCall | Promise<ContractCall>,
): Promise<WriteOutcome> {
  const kept = await currentEnvelope(port.sql, slot);
  const envelope = kept ?? (await makeEnvelope(port, slot, await call()));
  if ('state' in envelope) return envelope;
  const { transaction, outcome } = envelope;
  if (outcome !== null) return { state: 'VALID', transaction };
  const status = await decision(port, slot, envelope);
  if (status.state === 'UNKNOWN') return { state: 'UNDECIDED', transaction };
  await decideEnvelope(port.sql, transaction, status.validation);
  return status.state === 'VALID'
    ? { state: 'VALID', transaction }
    : { state: 'INVALID', transaction, validation: status.validation };
}

async function makeEnvelope(
  port: WritePort,
  slot: Slot,
  { name, arguments: args }: ContractCall,
): Promise<StoredEnvelope | Extract<WriteOutcome, { state: 'REFUSED' }>> {
  const { sql, ledger } = port;
  port.onStep('prepare', slot);
  try {
    const { transactionId, envelope } = await ledger.prepare(name, args);
    port.onStep('keep', slot);
    await keepEnvelope(sql, slot, { transaction: transactionId, envelope });
  } catch (error) {
    // Without a code of the contract's it was the chaincode that failed, which may pass.
    if (!(error instanceof LedgerError && error.code === 'REFUSED') || error.refusal === null) throw error;
    return { state: 'REFUSED', reason: error.refusal };
  }
  const kept = await currentEnvelope(sql, slot);
  if (!kept) throw new LedgerError('UNAVAILABLE', 'the slot was decided by another process meanwhile');
  return kept;
}

/** What went out before may be in a block by now; only what is in none is sent, and then waited for. */
async function decision(
  port: WritePort,
  slot: Slot,
  { transaction, envelope, sendings }: StoredEnvelope,
): Promise<TransactionStatus> {
  const { sql, ledger } = port;
  if (sendings > 0) {
    const found = await ledger.lookUp(transaction);
    if (found.state !== 'UNKNOWN') return found;
  }
  port.assertClaimed();
  port.onStep('send', slot);
  await countSending(sql, transaction);
  await ledger.send({ transactionId: transaction, envelope }).catch(ignoreLedgerError);
  port.onStep('decide', slot);
  const told = await ledger.status(transaction, port.decideWithin).catch(unknownFrom);
  return told.state === 'UNKNOWN' ? ledger.lookUp(transaction) : told;
}

/** An error from submit may come although the transaction will be committed, so it decides nothing. */
function ignoreLedgerError(error: unknown): void {
  if (!(error instanceof LedgerError)) throw error;
}

/** A commit status that cannot be had is asked of `qscc` instead. */
function unknownFrom(error: unknown): TransactionStatus {
  ignoreLedgerError(error);
  return { state: 'UNKNOWN' };
}
