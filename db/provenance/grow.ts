import {
  HASH_BYTES,
  subtreeRoot,
  TILE_HEIGHT,
  TILE_WIDTH,
  TileDamaged,
  type TileKey,
  tileRows,
} from './tile.ts';
import { TileSet } from './tile-set.ts';

/** The tiles at the right edge of a log of `size`: the partial one of each level, all that growing needs. */
export function edgeTiles(size: number): readonly (TileKey & { readonly count: number })[] {
  const edge: (TileKey & { count: number })[] = [];
  for (let [level, entries] = [0, size]; entries > 0; level++, entries = Math.floor(entries / TILE_WIDTH)) {
    const count = entries % TILE_WIDTH;
    if (count > 0) edge.push({ level, number: Math.floor(entries / TILE_WIDTH), count });
  }
  return edge;
}

/** A tile as it is after growing. */
export interface GrownTile extends TileKey {
  readonly hashes: Uint8Array;
}

/** What appending leaves to a log changes. */
export interface Growth {
  readonly size: number;
  readonly root: Uint8Array;
  readonly tiles: readonly GrownTile[];
}

/**
 * Appends leaf hashes (not entries: `logLeaf` is done) to a log of `size` whose edge tiles are given.
 * Throws `TileDamaged` if an edge tile has not exactly the hashes that `size` asks for.
 */
export function grow(size: number, edge: TileSet, leaves: readonly Uint8Array[]): Growth {
  const tiles: GrownTile[] = [];
  const grown = new TileSet();
  let [entries, added] = [size, leaves];
  for (let level = 0; entries > 0 || added.length > 0; level++) {
    const row = growLevel(level, entries, edge, added);
    for (const tile of row.tiles) grown.set(tile, tile.hashes);
    if (added.length > 0) tiles.push(...row.tiles);
    [entries, added] = [Math.floor(entries / TILE_WIDTH), row.full];
  }
  const newSize = size + leaves.length;
  return { size: newSize, root: grown.root({ start: 0, end: newSize }), tiles };
}

function growLevel(level: number, entries: number, edge: TileSet, added: readonly Uint8Array[]) {
  const tiles: GrownTile[] = [];
  const full: Uint8Array[] = [];
  let number = Math.floor(entries / TILE_WIDTH);
  let kept = keptHashes({ level, number }, entries % TILE_WIDTH, edge);
  if (added.length === 0 && kept.length > 0) tiles.push({ level, number, hashes: kept });
  for (let done = 0; done < added.length; number++) {
    const room = TILE_WIDTH - kept.length / HASH_BYTES;
    const taken = added.slice(done, done + room);
    const hashes = concatenate([kept, ...taken]);
    tiles.push({ level, number, hashes });
    if (taken.length === room)
      full.push(subtreeRoot(tileRows(hashes), { level, number, row: TILE_HEIGHT, index: 0 }));
    done += taken.length;
    kept = new Uint8Array();
  }
  return { tiles, full };
}

function keptHashes(key: TileKey, count: number, edge: TileSet): Uint8Array {
  if (count === 0) return new Uint8Array();
  const hashes = edge.get(key);
  if (hashes?.length !== count * HASH_BYTES) throw new TileDamaged(key.level, key.number);
  return hashes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
