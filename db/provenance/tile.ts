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

/** Where in a tile the root of a perfect subtree is found: `rows[row][index]`. */
export interface TilePlace extends TileKey {
  readonly row: number;
  readonly index: number;
}

/** The one tile that holds a perfect subtree, and where in it. */
export function locate({ level, index }: Subtree): TilePlace {
  const row = level % TILE_HEIGHT;
  const width = TILE_WIDTH / 2 ** row;
  const number = Math.floor(index / width);
  return { level: Math.floor(level / TILE_HEIGHT), number, row, index: index - number * width };
}

/** The rows of tree nodes that a tile's hashes make: `rows[0]` the hashes, `rows[r]` roots of 2^r of them each. */
export type TileRows = readonly (readonly Uint8Array[])[];

/** Computes a tile's rows; only perfect subtrees are in them, so a partial tile has shorter ones. */
export function tileRows(hashes: Uint8Array): TileRows {
  const count = Math.floor(hashes.length / HASH_BYTES);
  let row = Array.from({ length: count }, (_, at) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
  const rows = [row];
  while (row.length > 1) {
    row = pairs(row);
    rows.push(row);
  }
  return rows;
}

function pairs(row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let index = 0; index + 1 < row.length; index += 2) {
    const [left, right] = [row[index], row[index + 1]];
    if (left && right) above.push(node(left, right));
  }
  return above;
}

/** Root of a perfect subtree of a tile. Throws `TileDamaged` if the tile is shorter than that. */
export function subtreeRoot(rows: TileRows, { level, number, row, index }: TilePlace): Uint8Array {
  const root = rows[row]?.[index];
  if (!root) throw new TileDamaged(level, number);
  return root;
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
