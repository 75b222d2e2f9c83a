import { node } from '@caretrail/proof';
import type { Subtree } from './range.ts';

/** Tiles in the shape of C2SP tlog-tiles: 8 tree levels high, up to 256 hashes, the last one of a level partial. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
export const HASH_BYTES = 32;

/** Where a tile stands: `level` counts tiles upwards (tree level / 8), `number` counts from the left. */
export interface TileKey {
  readonly level: number;
  readonly number: number;
}

/** Hashes `from` (included) to `from + count` of one tile: the bottom row of a perfect subtree. */
export interface TileSlice extends TileKey {
  readonly from: number;
  readonly count: number;
}

/** The one tile that holds a perfect subtree, and where in it. */
export function locate({ level, index }: Subtree): TileSlice {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const number = Math.floor(first / TILE_WIDTH);
  return { level: tileLevel, number, from: first - number * TILE_WIDTH, count };
}

/** Hash at a place of a tile. */
export function hashAt(hashes: Uint8Array, index: number): Uint8Array {
  return hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}

/** Root of a perfect subtree, out of the tile's bytes. Throws if the tile is shorter than that. */
export function sliceRoot(hashes: Uint8Array, { level, number, from, count }: TileSlice): Uint8Array {
  if (hashes.length < (from + count) * HASH_BYTES) throw new TileDamaged(level, number);
  let row = Array.from({ length: count }, (_, offset) => hashAt(hashes, from + offset));
  while (row.length > 1) row = pairs(row);
  const [root] = row;
  if (!root) throw new RangeError('an empty slice has no root');
  return root;
}

function pairs(row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let index = 0; index + 1 < row.length; index += 2) {
    const [left, right] = [row[index], row[index + 1]];
    if (left && right) above.push(node(left, right));
  }
  return above;
}

/** A tile is absent, too short or too long for the size of its log: the log cannot be read any more. */
export class TileDamaged extends Error {
  readonly code = 'TILE_DAMAGED';
  readonly level: number;
  readonly number: number;

  constructor(level: number, number: number) {
    super(`tile ${level}/${number} does not hold what the size of its log asks for`);
    this.level = level;
    this.number = number;
  }
}
