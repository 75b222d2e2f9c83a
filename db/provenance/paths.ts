import { consistencyRanges, inclusionRanges, type Range } from './range.ts';
import type { Reader } from './sql.ts';
import { TileDamaged } from './tile.ts';
import { TileSet, tilesOf } from './tile-set.ts';
import { readTiles } from './tile-store.ts';

/** Leaf `index` of a log as of `size` leaves. */
export interface LeafAt {
  readonly log: string;
  readonly index: number;
  readonly size: number;
}

/**
 * Inclusion paths (RFC 6962, 2.1.1) for any sizes up to the logs' own: O(log n) tiles each, one statement for all.
 * Null where a tile is damaged, so that one bad log does not hide the answers about the others.
 */
export async function inclusionPaths(
  sql: Reader,
  leaves: readonly LeafAt[],
): Promise<readonly (readonly Uint8Array[] | null)[]> {
  const wanted = leaves.map(({ log, index, size }) => ({ log, ranges: inclusionRanges(index, size) }));
  const sets = await tilesFor(sql, wanted);
  return wanted.map(({ log, ranges }) => {
    try {
      return sets.get(log)?.path(ranges) ?? [];
    } catch (error) {
      if (error instanceof TileDamaged) return null;
      throw error;
    }
  });
}

/** Consistency path (RFC 6962, 2.1.2) between two sizes of a log, 0 < old < size. Throws `TileDamaged`. */
export async function consistencyPathAt(
  sql: Reader,
  log: string,
  old: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  const ranges = consistencyRanges(old, size);
  const sets = await tilesFor(sql, [{ log, ranges }]);
  return sets.get(log)?.path(ranges) ?? [];
}

/** Root of a log as of `size` leaves, `size` > 0. Throws `TileDamaged`. */
export async function rootAt(sql: Reader, log: string, size: number): Promise<Uint8Array> {
  const range = { start: 0, end: size };
  const set = (await tilesFor(sql, [{ log, ranges: [range] }])).get(log) ?? new TileSet();
  return set.root(range);
}

interface Wanted {
  readonly log: string;
  readonly ranges: readonly Range[];
}

async function tilesFor(sql: Reader, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, TileSet>> {
  const rangesOfLog = new Map<string, Range[]>();
  for (const { log, ranges } of wanted) {
    const gathered = rangesOfLog.get(log);
    if (gathered) gathered.push(...ranges);
    else rangesOfLog.set(log, [...ranges]);
  }
  return readTiles(
    sql,
    [...rangesOfLog].flatMap(([log, ranges]) => tilesOf(ranges).map((key) => ({ log, ...key }))),
  );
}
