import { consistencyPathAt, rootAt, type Sql, TileDamaged } from '@caretrail/db/provenance';
import { checkpointArgument, hashFromHex, isConsistent } from '@caretrail/proof';
import type { Checkpoint } from './checkpoint.ts';

/**
 * The one argument of `anchor:submit` for a checkpoint (proof format 1, section 4), with the proof that the log only
 * grew since the previous one. Null if the tiles no longer lead to the checkpoint's roots: the log was changed
 * behind the system's back, and the contract would refuse it.
 */
export async function anchorArgument(
  sql: Sql,
  { log, size, root, previous }: Checkpoint,
  /** Hex. */
  genesis: string,
): Promise<Uint8Array | null> {
  const consistency = await consistencyOf(sql, { log, size, root, previous });
  if (!consistency) return null;
  return checkpointArgument({ genesis: hashFromHex(genesis), log, size, root, previous, consistency });
}

async function consistencyOf(
  sql: Sql,
  { log, size, root, previous }: Pick<Checkpoint, 'log' | 'size' | 'root' | 'previous'>,
): Promise<readonly Uint8Array[] | null> {
  try {
    if (!previous) return Buffer.compare(await rootAt(sql, log, size), root) === 0 ? [] : null;
    const path = await consistencyPathAt(sql, log, previous.size, size);
    return isConsistent(previous, { size, root }, path) ? path : null;
  } catch (error) {
    if (error instanceof TileDamaged) return null;
    throw error;
  }
}
