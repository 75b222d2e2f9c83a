import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonOf } from '../test/outcome.ts';
import { consistencyPath, isConsistent } from './consistency.ts';
import { inclusionPath, rootFromPath } from './inclusion.ts';
import { logLeaf, node } from './node.ts';
import { EMPTY_ROOT, treeRoot } from './root.ts';

const HASH = 32;
const hashes = (minLength: number) =>
  fc
    .array(fc.uint8Array({ minLength: HASH, maxLength: HASH }), { minLength, maxLength: 200 })
    .map((entries) => entries.map(logLeaf));
const placed = hashes(1).chain((leaves) =>
  fc.record({ leaves: fc.constant(leaves), index: fc.nat(leaves.length - 1) }),
);
const grown = hashes(2).chain((leaves) =>
  fc.record({ leaves: fc.constant(leaves), old: fc.integer({ min: 1, max: leaves.length - 1 }) }),
);
const flip = (hash: Uint8Array) => hash.map((byte, at) => (at === 0 ? byte ^ 1 : byte));

describe('a tree', () => {
  it('leads from any leaf to its root, and from a changed leaf elsewhere', () => {
    fc.assert(
      fc.property(placed, ({ leaves, index }) => {
        const [leaf = EMPTY_ROOT, path, size] = [leaves[index], inclusionPath(leaves, index), leaves.length];
        expect(rootFromPath(leaf, index, size, path)).toEqual(treeRoot(leaves));
        expect(rootFromPath(flip(leaf), index, size, path)).not.toEqual(treeRoot(leaves));
      }),
    );
  });

  it('takes no path that is longer or shorter', () => {
    fc.assert(
      fc.property(placed, ({ leaves, index }) => {
        const [leaf = EMPTY_ROOT, path, size] = [leaves[index], inclusionPath(leaves, index), leaves.length];
        expect(reasonOf(() => rootFromPath(leaf, index, size, [...path, leaf]))).toBe('PATH_LENGTH');
        if (path.length > 0)
          expect(reasonOf(() => rootFromPath(leaf, index, size, path.slice(1)))).toBe('PATH_LENGTH');
      }),
    );
  });

  it('shows that it only grew, and by nothing else', () => {
    fc.assert(
      fc.property(grown, fc.nat(), ({ leaves, old }, place) => {
        const before = { size: old, root: treeRoot(leaves.slice(0, old)) };
        const now = { size: leaves.length, root: treeRoot(leaves) };
        const path = consistencyPath(leaves, old);
        expect(isConsistent(before, now, path)).toBe(true);
        const changed = path.map((hash, at) => (at === place % path.length ? flip(hash) : hash));
        expect(isConsistent(before, now, changed)).toBe(false);
        expect(isConsistent({ ...before, root: flip(before.root) }, now, path)).toBe(false);
        expect(isConsistent(now, before, path)).toBe(false);
      }),
    );
  });

  it('is right beyond 32 bits', () => {
    // The last leaf of 2^40 + 1 has one sibling: the root over all before it.
    const [leaf, rest] = [logLeaf(new Uint8Array(HASH)), logLeaf(new Uint8Array(HASH).fill(1))];
    const size = 2 ** 40 + 1;
    expect(rootFromPath(leaf, size - 1, size, [rest])).toEqual(node(rest, leaf));
    const [old, now] = [
      { size: size - 1, root: rest },
      { size, root: node(rest, leaf) },
    ];
    expect(isConsistent(old, now, [leaf])).toBe(true);
    expect(isConsistent({ ...old, size: size - 2 }, now, [leaf])).toBe(false);
  });

  it('has no leaf outside itself', () => {
    expect(() => inclusionPath([], 0)).toThrow(RangeError);
    expect(() => consistencyPath([EMPTY_ROOT], 1)).toThrow(RangeError);
    expect(() => node(new Uint8Array(31), EMPTY_ROOT)).toThrow(RangeError);
  });
});
