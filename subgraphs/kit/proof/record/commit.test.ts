import { describe, expect, it } from 'vitest';
import { reasonOf } from '../test/outcome.ts';
import { treeRoot } from '../tree/root.ts';
import { commitVersion, type VersionToCommit } from './commit.ts';
import { fieldLeaf, fieldSalt } from './leaf.ts';
import { versionHash } from './version-hash.ts';

const schema = { type: 'Condition', schema: 1, fields: ['patient', 'code'] };
const good: VersionToCommit = {
  header: {
    schema,
    record: 'c-1',
    version: 1,
    organization: 'lakeside',
    log: 'care/lakeside',
    activity: 'import',
    agent: 'importer',
    recordedAt: '2026-11-20T12:00:00.000Z',
    parents: [],
  },
  values: ['p-1', null],
  salt32: new Uint8Array(32).fill(5),
};
const refusal = (changed: Partial<VersionToCommit>) => reasonOf(() => commitVersion({ ...good, ...changed }));
const withHeader = (header: Partial<VersionToCommit['header']>) => ({
  header: { ...good.header, ...header },
});
const nested = (depth: number): [] | [unknown] => (depth === 1 ? [] : [nested(depth - 1)]);

describe('committing a version', () => {
  it('gives the leaves, salts and hash that the parts give one by one', () => {
    const { leaves, salts, values, hash } = commitVersion(good);
    expect(salts).toEqual(values.map((_, index) => fieldSalt(good.salt32, index)));
    expect(leaves).toEqual(
      values.map((value, index) => fieldLeaf(index, fieldSalt(good.salt32, index), value)),
    );
    expect(hash).toEqual(versionHash('Condition', 1, 6, treeRoot(leaves)));
  });

  it('says nothing about a value whose salt is not known', () => {
    const [one, other] = [
      commitVersion(good),
      commitVersion({ ...good, salt32: new Uint8Array(32).fill(6) }),
    ];
    expect(
      one.leaves.filter((leaf, index) => Buffer.compare(leaf, other.leaves[index] ?? leaf) === 0),
    ).toEqual([]);
  });

  it('refuses what no verifier would take', () => {
    expect(refusal(withHeader({ version: 0 }))).toBe('LEAF_ZERO');
    expect(refusal(withHeader({ record: 'no id' }))).toBe('LEAF_ZERO');
    expect(refusal(withHeader({ recordedAt: '2026-02-30T12:00:00.000Z' }))).toBe('HEADER_LEAF');
    expect(refusal(withHeader({ activity: 'Import' }))).toBe('HEADER_LEAF');
    expect(refusal(withHeader({ parents: [good.salt32, good.salt32] }))).toBe('BAD_SHAPE');
    expect(refusal({ values: [0.5, null] })).toBe('BAD_NUMBER');
    expect(refusal({ values: ['\0', null] })).toBe('BAD_STRING');
    expect(refusal({ values: ['x'.repeat(512 * 1024), null] })).toBe('TOO_LARGE');
  });

  it('takes values as deep as a proof file can hold', () => {
    const deep = (depth: number) => refusal({ values: JSON.parse(JSON.stringify([nested(depth), null])) });
    expect(deep(29)).toBe('OK');
    expect(deep(30)).toBe('TOO_DEEP');
  });

  it('throws for callers who mistook the schema or forgot the salt', () => {
    expect(() => commitVersion({ ...good, values: [] })).toThrow(RangeError);
    expect(() => commitVersion({ ...good, salt32: new Uint8Array(16) })).toThrow(RangeError);
  });
});
