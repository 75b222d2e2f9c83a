import type { Sql } from '@caretrail/db/provenance';
import { markAnchored } from './anchored.ts';
import { anchorArgument } from './argument.ts';
import { type Checkpoint, failCheckpoint, nextCheckpoint } from './checkpoint.ts';
import { receiptsMissing } from './receipts-missing.ts';
import { type WriteOutcome, type WritePort, write } from './write.ts';

/** How a round of anchoring ended. All but ANCHORED leave the checkpoint where it was. */
export type AnchorOutcome =
  | { readonly state: 'IDLE' }
  | { readonly state: 'ANCHORED'; readonly checkpoint: Checkpoint; readonly transaction: string }
  | { readonly state: 'STOPPED'; readonly checkpoint: Checkpoint; readonly reason: string }
  | (Exclude<WriteOutcome, { state: 'VALID' }> & { readonly checkpoint: Checkpoint });

/** The log's tiles no longer lead to its checkpoint. */
class LogDamaged extends Error {}

/**
 * Takes the oldest checkpoint of a log one round further: written to the ledger → receipts collected → ANCHORED. A
 * round cut anywhere is continued by the next.
 * @throws as {@link write}
 */
export async function anchorNext(port: WritePort, log: string): Promise<AnchorOutcome> {
  const checkpoint = await nextCheckpoint(port.sql, log);
  if (!checkpoint) return { state: 'IDLE' };
  if (checkpoint.state === 'FAILED')
    return { state: 'STOPPED', checkpoint, reason: checkpoint.reason ?? 'UNKNOWN' };
  try {
    const slot = { lane: log, number: checkpoint.size };
    const outcome = await write(port, slot, () => anchorCall(port, checkpoint));
    if (outcome.state !== 'VALID') return { ...outcome, checkpoint };
    const { transaction } = outcome;
    port.onStep('testify', slot);
    const receipts = await port.ledger.receipts(transaction).catch(receiptsMissing);
    port.onStep('anchor', slot);
    await markAnchored(port.sql, checkpoint, transaction, receipts);
    return { state: 'ANCHORED', checkpoint, transaction };
  } catch (error) {
    if (error instanceof LogDamaged) return stopLog(port.sql, checkpoint, 'LOG_DAMAGED');
    throw error;
  }
}

async function anchorCall({ sql, ledger }: WritePort, checkpoint: Checkpoint) {
  const argument = await anchorArgument(sql, checkpoint, ledger.profile.genesis);
  if (!argument) throw new LogDamaged();
  return { name: 'anchor:submit', arguments: [argument] };
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
