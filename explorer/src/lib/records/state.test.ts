import { describe, expect, it } from 'vitest';
import { ANCHORS, INTEGRITIES, recordState } from './state.ts';

describe('what a reader is told about a record', () => {
  it('is verified only when it is anchored and its values match', () => {
    const verified = ANCHORS.flatMap((anchor) =>
      [...INTEGRITIES, null].filter((integrity) => recordState(anchor, integrity) === 'verified'),
    );
    expect(verified).toEqual(['MATCH']);
    expect(recordState(null, 'MATCH')).toBe('uncheckable');
  });

  it('is a mismatch whatever the anchor says', () => {
    for (const anchor of [...ANCHORS, null]) expect(recordState(anchor, 'MISMATCH')).toBe('mismatch');
  });

  it('tells a failed anchor from a pending one', () => {
    expect(recordState('FAILED', 'MATCH')).toBe('notAnchored');
    expect(recordState('PENDING', 'MATCH')).toBe('pending');
    expect(recordState('ANCHORED', 'ERASED')).toBe('erased');
  });
});
