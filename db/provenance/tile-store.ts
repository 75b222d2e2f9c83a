import { toHex } from '@caretrail/proof';
import type { GrownTile } from './grow.ts';
import type { Reader, Sql } from './sql.ts';
import type { TileKey } from './tile.ts';
import { TileSet } from './tile-set.ts';

/** A tile of one of several logs. */
export interface LogTileKey extends TileKey {
  readonly log: string;
}

/** Reads tiles of any number of logs in one statement; what is not there is absent from the set. */
export async function readTiles(
  sql: Reader,
  keys: readonly LogTileKey[],
): Promise<ReadonlyMap<string, TileSet>> {
  const sets = new Map<string, TileSet>();
  for (const { log } of keys) if (!sets.has(log)) sets.set(log, new TileSet());
  if (keys.length === 0) return sets;
  const rows = await sql<{ log: string; level: number; number: string; hashes: Uint8Array }>`
    select log, level, number, hashes
    from unnest(${keys.map((key) => key.log)}::text[], ${keys.map((key) => String(key.level))}::int[],
                ${keys.map((key) => String(key.number))}::bigint[]) as wanted(log, level, number)
    join provenance.tile using (log, level, number)`;
  for (const { log, level, number, hashes } of rows)
    sets.get(log)?.set({ level, number: Number(number) }, hashes);
  return sets;
}

/** Writes the tiles of a growth; the caller holds the log's lock. */
export async function writeTiles(sql: Sql, log: string, tiles: readonly GrownTile[]): Promise<void> {
  await sql`
    insert into provenance.tile (log, level, number, hashes)
    select ${log}, level, number, decode(hashes, 'hex')
    from unnest(${tiles.map((tile) => tile.level)}::int[], ${tiles.map((tile) => tile.number)}::bigint[],
                ${tiles.map((tile) => toHex(tile.hashes))}::text[]) as grown(level, number, hashes)
    on conflict (log, level, number) do update set hashes = excluded.hashes`;
}
