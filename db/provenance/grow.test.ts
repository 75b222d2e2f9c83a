import { inclusionPath, sha256, treeRoot } from '@caretrail/proof';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeTiles, grow } from './grow.ts';
import { inclusionRanges } from './range.ts';
import { TILE_WIDTH, TileDamaged } from './tile.ts';
import { TileSet, tilesOf } from './tile-set.ts';

const leaf = (at: number) => sha256(new TextEncoder().encode(`leaf ${at}`));
const leavesOf = (size: number) => Array.from({ length: size }, (_, at) => leaf(at));

/** A log kept in memory as the database keeps it: a map of tiles that only growing changes. */
function grown(batches: readonly number[]) {
  const tiles = new Map<string, { level: number; number: number; hashes: Uint8Array }>();
  let size = 0;
  let root: Uint8Array = new Uint8Array();
  for (const batch of batches) {
    const edge = new TileSet();
    for (const key of edgeTiles(size)) {
      const tile = tiles.get(`${key.level}/${key.number}`);
      if (tile) edge.set(tile, tile.hashes);
    }
    const growth = grow(
      size,
      edge,
      Array.from({ length: batch }, (_, at) => leaf(size + at)),
    );
    for (const tile of growth.tiles) tiles.set(`${tile.level}/${tile.number}`, tile);
    [size, root] = [growth.size, growth.root];
  }
  const all = new TileSet();
  for (const tile of tiles.values()) all.set(tile, tile.hashes);
  return { size, root, tiles, all };
}

describe('growing a log over tiles', () => {
  it('gives the same tiles and root however the leaves are batched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), (batches) => {
        const log = grown(batches);
        const whole = grown([log.size]);
        expect(log.root).toEqual(treeRoot(leavesOf(log.size)));
        expect(log.tiles).toEqual(whole.tiles);
      }),
      { numRuns: 25 },
    );
  });

  it.each([1, 255, 256, 257, 511, 512])('is right at size %i', (size) => {
    expect(grown([size]).root).toEqual(treeRoot(leavesOf(size)));
  });

  it('is right where a tile of the third level begins', () => {
    const leaves = leavesOf(65_537);
    for (const log of [grown([65_535, 1]), grown([65_536, 1])])
      expect(log.root).toEqual(treeRoot(leaves.slice(0, log.size)));
  });

  it('answers paths of an old size out of the tiles of a larger log', () => {
    const log = grown([700, 500]);
    for (const [index, size] of [
      [0, 1],
      [0, 700],
      [511, 700],
      [699, 700],
      [256, 513],
      [1199, 1200],
    ] as const)
      expect(log.all.path(inclusionRanges(index, size))).toEqual(inclusionPath(leavesOf(size), index));
  });

  it('reads few tiles for a path', () => {
    expect(tilesOf(inclusionRanges(123_456_789, 1_000_000_007)).length).toBeLessThanOrEqual(8);
  });

  it('refuses to grow on an edge that does not hold what the size asks for', () => {
    const edge = new TileSet();
    expect(() => grow(3, edge, [leaf(3)])).toThrow(TileDamaged);
    edge.set({ level: 0, number: 0 }, new Uint8Array(4 * 32));
    expect(() => grow(3, edge, [leaf(3)])).toThrow(TileDamaged);
    expect(TILE_WIDTH).toBe(256);
  });
});
