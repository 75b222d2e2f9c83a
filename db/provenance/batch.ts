import { logLeaf } from '@caretrail/proof';
import { edgeTiles, grow } from './grow.ts';
import type { Sql } from './sql.ts';
import { TileSet } from './tile-set.ts';
import { readTiles, writeTiles } from './tile-store.ts';

/** Versions that one batch takes at most: bounds memory, and keeps its statements well below their time limit. */
export const BATCH_LIMIT = 16_384;

/** What became of one attempt to extend a log. */
export type BatchOutcome =
  | { readonly state: 'GROWN'; readonly size: number; readonly root: Uint8Array; readonly versions: number }
  /** No version waits. */
  | { readonly state: 'IDLE' }
  /** A checkpoint is on its way; versions gather for the next one. */
  | { readonly state: 'WAITING' }
  /** The last checkpoint was refused: the log takes nothing more until someone has looked. */
  | { readonly state: 'STOPPED'; readonly reason: string | null };

/**
 * Gives waiting versions of a log their leaf index, extends its tiles and writes the next checkpoint (PENDING).
 * One SQL transaction, which the caller opens around it; the lock on the log's row makes it the only batcher.
 * One checkpoint is under way at a time, so an outage of the ledger ends in one large checkpoint, not in a queue.
 */
export async function extendLog(sql: Sql, log: string, limit = BATCH_LIMIT): Promise<BatchOutcome> {
  const [locked] = await sql<{
    size: string;
  }>`select size from provenance.log where name = ${log} for update`;
  if (!locked) return { state: 'IDLE' };
  const [last] = await sql<{ size: string; root: Uint8Array; state: string; reason: string | null }>`
    select size, root, state, reason from provenance.checkpoint where log = ${log} order by size desc limit 1`;
  if (last?.state === 'FAILED') return { state: 'STOPPED', reason: last.reason };
  if (last?.state === 'PENDING') return { state: 'WAITING' };

  const size = Number(locked.size);
  const versions = await assignPositions(sql, log, size, limit);
  if (versions.length === 0) return { state: 'IDLE' };
  const edge =
    (
      await readTiles(
        sql,
        edgeTiles(size).map((key) => ({ log, ...key })),
      )
    ).get(log) ?? new TileSet();
  const growth = grow(size, edge, versions.map(logLeaf));
  await writeTiles(sql, log, growth.tiles);
  await sql`update provenance.log set size = ${growth.size} where name = ${log}`;
  await sql`
    insert into provenance.checkpoint (log, size, root, previous_size, previous_root, state, created_at)
    values (${log}, ${growth.size}, ${growth.root}, ${last ? Number(last.size) : 0}, ${last?.root ?? null},
            'PENDING', now())`;
  return { state: 'GROWN', size: growth.size, root: growth.root, versions: versions.length };
}

/**
 * Oldest first, so that parents tend to stand before their children; the hash makes the order total. Which of many are taken
 * is told by the index on log and position, where those without a place lie about as they were written: what a batch
 * costs does not grow with what waits behind it.
 */
async function assignPositions(
  sql: Sql,
  log: string,
  size: number,
  limit: number,
): Promise<readonly Uint8Array[]> {
  const rows = await sql<{ hash: Uint8Array; position: string }>`
    with waiting as (
      select hash, recorded_at, number from provenance.version
      where log = ${log} and position is null order by position limit ${limit}
    ), placed as (
      select hash, ${size}::bigint + row_number() over (order by recorded_at, number, hash) - 1 as position from waiting
    ), moved as (
      update provenance.version version set position = placed.position from placed where version.hash = placed.hash
      returning version.hash, version.position
    )
    select hash, position from moved order by position`;
  return rows.map((row) => row.hash);
}
