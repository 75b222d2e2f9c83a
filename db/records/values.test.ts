import { describe, expect, it } from 'vitest';
import { type ClaimRow, claim, encounter, patient } from './index.ts';

const row: ClaimRow = {
  patient: 'p',
  encounter: null,
  provider: 'o',
  insurer: null,
  use: 'claim',
  state: 'PAID',
  month: '2020-01',
  type_group: 'PHARMACY',
  total: '1.10',
  total_currency: 'USD',
  paid: null,
  paid_currency: null,
};

describe('values of a row', () => {
  it('stand in leaf order', () => {
    const values = patient.see.values({ birth_year: 1956, sex: 'MALE', state: 'MA', zip3: '019' });
    expect(values).toEqual([1956, 'MALE', 'MA', '019']);
  });

  it('keep the scale of money, and are null where there is none', () => {
    expect(claim.see.values(row).slice(-2)).toEqual([{ value: '1.10', currency: 'USD' }, null]);
    expect(claim.see.fields.total({ ...row, total_currency: null })).toBeNull();
  });

  it('show a period with both members, or null', () => {
    const detail = { period_start: null, period_end: null, type: null, reason: null, practitioner: null };
    expect(encounter.content.fields.period(detail)).toBeNull();
    expect(encounter.content.fields.period({ ...detail, period_start: '2011' })).toEqual({
      start: '2011',
      end: null,
    });
  });
});
