import { consistencyPath, inclusionPath, node, treeRoot } from '@caretrail/proof';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consistencyRanges, inclusionRanges, perfectSubtrees, type Range } from './range.ts';

const leavesOf = (size: number) => Array.from({ length: size }, (_, at) => new Uint8Array(32).fill(at + 1));

/** Root of a range by its perfect subtrees, each computed from the leaves themselves. */
function rootOf(leaves: readonly Uint8Array[], range: Range): Uint8Array {
  return perfectSubtrees(range)
    .map(({ level, index }) => treeRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)))
    .reduceRight((right, left) => node(left, right));
}

describe('subtrees of an RFC 6962 tree', () => {
  it('fold to the root of any size', () => {
    for (let size = 1; size <= 70; size++)
      expect(rootOf(leavesOf(size), { start: 0, end: size })).toEqual(treeRoot(leavesOf(size)));
  });

  it('give the inclusion path of every leaf', () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = leavesOf(size);
      for (let index = 0; index < size; index++)
        expect(inclusionRanges(index, size).map((range) => rootOf(leaves, range))).toEqual(
          inclusionPath(leaves, index),
        );
    }
  });

  it('give the consistency path between every two sizes', () => {
    for (let size = 2; size <= 40; size++)
      for (let old = 1; old < size; old++)
        expect(consistencyRanges(old, size).map((range) => rootOf(leavesOf(size), range))).toEqual(
          consistencyPath(leavesOf(size), old),
        );
  });

  it('cover a log beyond 32 bits exactly once, leaf and path together', () => {
    const sizes = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (size, part) => {
        const index = Math.floor(part * size);
        const ranges = inclusionRanges(index, size);
        const covered = ranges.reduce((sum, { start, end }) => sum + (end - start), 1);
        expect(covered).toBe(size);
        expect(ranges.length).toBeLessThanOrEqual(53);
      }),
    );
  });

  it('refuse a leaf or a size that is not there', () => {
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError);
    expect(() => inclusionRanges(-1, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(0, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(3, 3)).toThrow(RangeError);
  });
});
