import { describe, expect, it } from 'vitest';
import { codeOf } from '../test/code-of.ts';
import { newKeyHolder } from '../test/party.ts';
import type { RegisteredKey } from './key.ts';
import { agreeToRecovery, finishRecovery, type Recovery } from './recovery.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const start = Date.parse('2026-06-01T00:00:00.000Z');

const organization = { id: 'lakeside', msp: 'HospitalMSP', attribute: 'lakeside' };
const hospital = { msp: 'HospitalMSP', attribute: null, administrator: true };
const payer = { msp: 'PayerMSP', attribute: null, administrator: true };

const [lost, next] = [await newKeyHolder(), await newKeyHolder()];
const keyOf = ({ thumbprint, key }: typeof lost, state: RegisteredKey['state']): RegisteredKey => ({
  ...{ thumbprint, key, state },
  ...{ organization: 'lakeside', subject: null, successor: null, sequence: 1 },
});
const named = { replaces: lost.thumbprint, thumbprint: next.thumbprint };
const requested: Recovery = {
  ...{ ...named, organization: 'lakeside' },
  ...{ state: 'REQUESTED', approver: null, since: null },
};
const state = { organization, old: keyOf(lost, 'ACTIVE'), offered: keyOf(next, 'OFFERED') };
const at = (claimed: number, clock = claimed) => ({ claimed, clock });

const agree = (moment: ReturnType<typeof at>, by = payer) =>
  agreeToRecovery({ ...state, recovery: requested }, named, by, moment);
const approved = agree(at(start));
const finish = (moment: ReturnType<typeof at>, part: Partial<typeof state> = {}) =>
  finishRecovery({ ...state, ...part, recovery: approved }, named, hospital, moment);

describe('the time of a recovery', () => {
  it('is 72 hours and twice what clocks may differ, to the millisecond', () => {
    const due = start + 72 * HOUR + 20 * MINUTE;
    expect(codeOf(() => finish(at(due - 1)))).toBe('TOO_EARLY');
    expect(finish(at(due))).toMatchObject({
      recovery: { state: 'COMPLETED' },
      offered: { state: 'ACTIVE' },
      replaced: { state: 'REPLACED', successor: next.thumbprint },
    });
  });

  it('is attested by the endorser’s clock, at both ends', () => {
    const later = start + 80 * HOUR;
    for (const off of [-10 * MINUTE, 10 * MINUTE]) {
      expect(codeOf(() => agree(at(start, start + off)))).toBe('accepted');
      expect(codeOf(() => finish(at(later, later + off)))).toBe('accepted');
    }
    for (const off of [-10 * MINUTE - 1, 10 * MINUTE + 1]) {
      expect(codeOf(() => agree(at(start, start + off)))).toBe('CLOCK');
      expect(codeOf(() => finish(at(later, later + off)))).toBe('CLOCK');
    }
  });

  it('says nothing of the endorser’s clock in what it writes', () => {
    expect(agree(at(start, start + MINUTE))).toEqual(agree(at(start, start - MINUTE)));
  });
});

describe('the parties of a recovery', () => {
  it('are administrators of two MSPs', () => {
    expect(codeOf(() => agree(at(start), hospital))).toBe('SAME_PARTY');
    expect(codeOf(() => agree(at(start), { ...payer, administrator: false }))).toBe('NOT_ADMINISTRATOR');
  });

  it('cannot replace a key that has given way meanwhile', () => {
    const later = at(start + 80 * HOUR);
    expect(codeOf(() => finish(later, { old: keyOf(lost, 'RETIRED') }))).toBe('KEY_NOT_ACTIVE');
    expect(codeOf(() => finish(later, { offered: keyOf(next, 'DISCARDED') }))).toBe('KEY_UNKNOWN');
  });
});
