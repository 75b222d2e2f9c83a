import { consistencyPath, logLeaf, sha256, treeRoot } from '@caretrail/proof';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../test/code-of.ts';
import { type AnchorState, acceptCheckpoint, ownerOf, type StoredCheckpoint } from './anchor.ts';

const GENESIS = Buffer.alloc(32, 7);
const organization = { id: 'lakeside', msp: 'HospitalMSP', attribute: 'lakeside' };
const lakeside = { msp: 'HospitalMSP', attribute: 'lakeside', administrator: false };

const leaves = Array.from({ length: 65 }, (_, index) => logLeaf(sha256(Buffer.of(index))));
const stateAt = (size: number, history = leaves) => ({ size, root: treeRoot(history.slice(0, size)) });
const stored = (size: number): StoredCheckpoint | null =>
  size === 0 ? null : { size, root: Buffer.from(stateAt(size).root).toString('hex') };

const submission = (from: number, to: number, history = leaves) => ({
  genesis: GENESIS,
  log: 'care/lakeside',
  ...stateAt(to, history),
  previous: from === 0 ? null : stateAt(from),
  consistency: from === 0 ? [] : consistencyPath(history.slice(0, to), from),
});
const state = (size: number, part: Partial<AnchorState> = {}): AnchorState => ({
  genesis: GENESIS.toString('hex'),
  organization,
  last: stored(size),
  ...part,
});

const growth = fc
  .tuple(fc.nat(40), fc.integer({ min: 1, max: 24 }))
  .map(([from, by]) => [from, from + by] as const);

describe('a checkpoint', () => {
  it('is stored whenever the log’s own organization only appended', () => {
    fc.assert(
      fc.property(growth, ([from, to]) => {
        expect(acceptCheckpoint(state(from), submission(from, to), lakeside)).toEqual(stored(to));
      }),
    );
  });

  it('is refused whenever any entry of before was changed', () => {
    fc.assert(
      fc.property(growth, fc.nat(), ([from, to], place) => {
        fc.pre(from > 0);
        const forged = leaves.with(place % from, logLeaf(sha256(Buffer.from('forged'))));
        expect(codeOf(() => acceptCheckpoint(state(from), submission(from, to, forged), lakeside))).toBe(
          'CONSISTENCY',
        );
      }),
    );
  });

  it('is refused whenever it does not go on from the one that is stored', () => {
    fc.assert(
      fc.property(growth, fc.nat(40), ([from, to], elsewhere) => {
        fc.pre(elsewhere !== from);
        expect(codeOf(() => acceptCheckpoint(state(elsewhere), submission(from, to), lakeside))).toBe(
          'PREVIOUS',
        );
      }),
    );
  });

  it('is refused from anyone but the log’s organization', () => {
    const others = [
      { ...lakeside, attribute: 'northgate' },
      { ...lakeside, attribute: null },
      { ...lakeside, msp: 'PayerMSP' },
      { ...lakeside, attribute: null, administrator: true },
    ];
    for (const other of others)
      expect(codeOf(() => acceptCheckpoint(state(3), submission(3, 5), other))).toBe('NOT_OWNER');
    expect(codeOf(() => acceptCheckpoint(state(3, { organization: null }), submission(3, 5), lakeside))).toBe(
      'ORGANIZATION_UNKNOWN',
    );
  });

  it('is refused on another ledger than the one it names', () => {
    const elsewhere = state(3, { genesis: 'ab'.repeat(32) });
    expect(codeOf(() => acceptCheckpoint(elsewhere, submission(3, 5), lakeside))).toBe('GENESIS');
  });
});

describe('the name of a log', () => {
  it('says who owns it', () => {
    expect(ownerOf('care/lakeside', 'care')).toBe('lakeside');
    expect(ownerOf('care/lakeside/access', 'care')).toBe('lakeside');
  });

  it.each([
    'care',
    'care/',
    'open/lakeside',
    'care/lakeside/other',
    'care/lakeside/access/',
    'care/../x',
    'care/LAKESIDE',
  ])('is refused as %s', (log) => {
    expect(codeOf(() => ownerOf(log, 'care'))).toBe('LOG_NAME');
  });
});
