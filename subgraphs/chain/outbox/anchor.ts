import type { Sql } from '@caretrail/db/provenance';
import { type Ledger, LedgerError } from '../ledger/index.ts';
import { markAnchored } from './anchored.ts';
import { anchorArgument } from './argument.ts';
import { type Checkpoint, failCheckpoint, nextCheckpoint } from './checkpoint.ts';
import { ignoreLedgerError, refusalOf } from './refusal.ts';
import {
  countSending,
  currentEnvelope,
  decideEnvelope,
  keepEnvelope,
  type StoredEnvelope,
} from './stored-envelope.ts';

/** What a round of anchoring works with; one log, one submitting member. */
export interface AnchorPort {
  readonly sql: Sql;
  readonly ledger: Ledger;
  /** Milliseconds to wait for a decision before the same bytes are sent again. */
  readonly decideWithin: number;
  /** Called before each step that changes something: for the log, and for tests that die there. */
  readonly onStep: (step: AnchorStep, checkpoint: Checkpoint) => void;
}

export type AnchorStep = 'prepare' | 'keep' | 'send' | 'decide' | 'testify' | 'anchor';

/** How a round ended. All but ANCHORED leave the checkpoint where it was. */
export type AnchorOutcome =
  | { readonly state: 'IDLE' }
  | { readonly state: 'ANCHORED'; readonly checkpoint: Checkpoint; readonly transaction: string }
  /** Not in a block yet: the same envelope goes out again. */
  | { readonly state: 'UNDECIDED'; readonly transaction: string }
  /** In a block without effect: a new envelope is made. */
  | { readonly state: 'INVALID'; readonly transaction: string; readonly validation: string }
  /** The contract said no. One no may be a peer that lags; the caller counts. */
  | { readonly state: 'REFUSED'; readonly checkpoint: Checkpoint; readonly reason: string }
  | { readonly state: 'STOPPED'; readonly checkpoint: Checkpoint; readonly reason: string };

/**
 * Takes the oldest checkpoint of a log one round further: prepare → keep the signed envelope → send → wait for the
 * ledger's decision → collect receipts → ANCHORED. What is done is in the database before the next step begins, so
 * a round cut anywhere is continued by the next. Only the ledger's status decides, never an answer to `send`.
 * @throws LedgerError where the ledger cannot be asked: call again later.
 */
export async function anchorNext(port: AnchorPort, log: string): Promise<AnchorOutcome> {
  const checkpoint = await nextCheckpoint(port.sql, log);
  if (!checkpoint) return { state: 'IDLE' };
  if (checkpoint.state === 'FAILED')
    return { state: 'STOPPED', checkpoint, reason: checkpoint.reason ?? 'UNKNOWN' };
  const envelope = (await currentEnvelope(port.sql, checkpoint)) ?? (await makeEnvelope(port, checkpoint));
  if ('state' in envelope) return envelope;
  if (envelope.outcome === null) {
    const undecided = await decide(port, checkpoint, envelope);
    if (undecided) return undecided;
  }
  const { transaction } = envelope;
  port.onStep('testify', checkpoint);
  const receipts = await port.ledger.receipts(transaction);
  port.onStep('anchor', checkpoint);
  await markAnchored(port.sql, checkpoint, transaction, receipts);
  return { state: 'ANCHORED', checkpoint, transaction };
}

async function makeEnvelope(
  port: AnchorPort,
  checkpoint: Checkpoint,
): Promise<StoredEnvelope | Extract<AnchorOutcome, { state: 'REFUSED' | 'STOPPED' }>> {
  const { sql, ledger } = port;
  const argument = await anchorArgument(sql, checkpoint, ledger.profile.genesis);
  if (!argument) return stopLog(sql, checkpoint, 'LOG_DAMAGED');
  port.onStep('prepare', checkpoint);
  try {
    const { transactionId, envelope } = await ledger.prepare('anchor:submit', [argument]);
    port.onStep('keep', checkpoint);
    await keepEnvelope(sql, checkpoint, { transaction: transactionId, envelope });
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    return { state: 'REFUSED', checkpoint, reason };
  }
  const kept = await currentEnvelope(sql, checkpoint);
  if (!kept) throw new LedgerError('UNAVAILABLE', 'the checkpoint was decided by another process meanwhile');
  return kept;
}

/** Sends and waits; null once the ledger calls the transaction VALID. */
async function decide(
  port: AnchorPort,
  checkpoint: Checkpoint,
  { transaction, envelope }: StoredEnvelope,
): Promise<Extract<AnchorOutcome, { state: 'UNDECIDED' | 'INVALID' }> | null> {
  const { sql, ledger } = port;
  port.onStep('send', checkpoint);
  await countSending(sql, transaction);
  await ledger.send({ transactionId: transaction, envelope }).catch(ignoreLedgerError);
  port.onStep('decide', checkpoint);
  const status = await ledger.status(transaction, port.decideWithin);
  if (status.state === 'UNKNOWN') return { state: 'UNDECIDED', transaction };
  await decideEnvelope(sql, transaction, status.validation);
  return status.state === 'VALID' ? null : { state: 'INVALID', transaction, validation: status.validation };
}

/** Marks the checkpoint FAILED: the log takes and sends nothing more. */
export async function stopLog(
  sql: Sql,
  checkpoint: Checkpoint,
  reason: string,
): Promise<Extract<AnchorOutcome, { state: 'STOPPED' }>> {
  await failCheckpoint(sql, checkpoint, reason);
  return { state: 'STOPPED', checkpoint, reason };
}
