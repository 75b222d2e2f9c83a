import { describe, expect, it } from 'vitest';
import type { Relation } from '../catalogue/policy.ts';
import { recordedAt } from './recorded-at.ts';

const at = new Date('2026-03-04T05:06:07.890Z');
const grants = (...held: Relation[]) => ({ patient: 'p', consents: [], relations: { clinical: held } });

describe('the time of a version', () => {
  it('is exact for those who care for or are the patient', () => {
    expect(recordedAt(at, grants('treating'))).toBe('2026-03-04T05:06:07.890Z');
    expect(recordedAt(at, grants('self'))).toBe('2026-03-04T05:06:07.890Z');
  });

  it('is a day for a regulator’s case', () => expect(recordedAt(at, grants('case'))).toBe('2026-03-04'));
});
