import { describe, expect, it } from 'vitest';
import { granteesOf, type Provision, provisionRows } from './provision-rows.ts';

const CLINICAL = [
  'Encounter',
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ImagingStudy',
  'MedicationRequest',
];

const provision = (change: Partial<Provision>): Provision => ({
  ...{ decision: 'PERMIT', actors: [], purposes: [], classes: [], period: null, dataPeriod: null },
  narrower: false,
  ...change,
});
const permit = (change: Partial<Provision>) => provision(change);
const deny = (change: Partial<Provision>) => provision({ decision: 'DENY', ...change });

/** Rows in short: who, what, for what. */
const told = (...provisions: readonly Provision[]) =>
  provisionRows(provisions, '2024-05-01').map(
    ({ permit, actor, excepted, data_class, purpose, deny_emergency }) =>
      [
        permit ? 'permit' : 'deny',
        actor ?? (excepted === null ? 'everyone' : `everyone but ${excepted.join(' ')}`),
        data_class ?? 'all',
        purpose ?? 'any',
        ...(deny_emergency ? ['also in an emergency'] : []),
      ].join(', '),
  );

describe('a permit', () => {
  it('is for those it names, for every purpose and class that it names', () => {
    const actors = ['lakeside', 'northgate'];
    expect(told(permit({ actors, purposes: ['TREAT', 'HRESCH'], classes: CLINICAL }))).toEqual([
      'permit, lakeside, clinical, TREAT',
      'permit, lakeside, clinical, HRESCH',
      'permit, northgate, clinical, TREAT',
      'permit, northgate, clinical, HRESCH',
    ]);
  });

  it.each([
    ['names nobody', {}],
    ['names somebody whom we cannot tell', { actors: [null] }],
    ['speaks of single records, codes or labels', { actors: ['lakeside'], narrower: true }],
    ['names some types of a class only', { actors: ['lakeside'], classes: CLINICAL.slice(1) }],
    ['names what is no type of ours', { actors: ['lakeside'], classes: ['Photograph'] }],
  ])('that %s permits nothing', (_, change) => expect(told(permit(change))).toEqual([]));
});

describe('a deny', () => {
  it.each<[string, Partial<Provision>, string[]]>([
    ['that names nobody is for everyone', {}, ['deny, everyone, all, any']],
    ['is for whom it names', { actors: ['lakeside'] }, ['deny, lakeside, all, any']],
    [
      'of somebody whom we cannot tell is for everyone',
      { actors: ['lakeside', null] },
      ['deny, everyone, all, any'],
    ],
    ['of some types denies their class', { classes: ['Observation'] }, ['deny, everyone, clinical, any']],
    ['of what we do not know denies all', { classes: ['Observation', 'X'] }, ['deny, everyone, all, any']],
    [
      'of single records denies the class',
      { classes: ['Claim'], narrower: true },
      ['deny, everyone, claim, any'],
    ],
    [
      'of emergency treatment holds in an emergency',
      { purposes: ['ETREAT'] },
      ['deny, everyone, all, ETREAT, also in an emergency'],
    ],
  ])('%s', (_, change, rows) => expect(told(deny(change))).toEqual(rows));

  it('leaves out whom an exception lifts it for', () => {
    const base = deny({ classes: CLINICAL });
    expect(told(base, permit({ actors: ['lakeside'] }))).toEqual([
      'deny, everyone but lakeside, clinical, any',
      'permit, lakeside, all, any',
    ]);
  });

  it.each<[string, Partial<Provision>]>([
    ['for less', { classes: ['Observation'] }],
    ['for one purpose', { purposes: ['TREAT'] }],
    ['for a time', { period: { start: '2024', end: null } }],
    ['for data of a time', { dataPeriod: { start: null, end: '2024' } }],
    ['for single records', { narrower: true }],
  ])('is not lifted by an exception %s', (_, change) => {
    const rows = told(deny({ classes: CLINICAL }), permit({ actors: ['lakeside'], ...change }));
    expect(rows[0]).toBe('deny, everyone, clinical, any');
  });
});

describe('a decision', () => {
  it('holds from its period, or from when it was made, to the end of the last day', () => {
    const [row] = provisionRows([deny({ dataPeriod: { start: '2023-02', end: '2023-02' } })], '2024-05-01');
    expect(row).toMatchObject({
      ...{ valid_from: new Date('2024-05-01T00:00:00Z'), valid_to: 'infinity' },
      data_from: new Date('2023-02-01T00:00:00Z'),
      data_to: new Date('2023-02-28T23:59:59.999Z'),
    });
    const period = { start: null, end: '2024-02-29' };
    const [base, exception] = provisionRows([deny({ period }), deny({ actors: ['lakeside'] })], null);
    expect(base).toMatchObject({ valid_from: '-infinity', valid_to: new Date('2024-02-29T23:59:59.999Z') });
    // An exception without a period of its own has that of the base rule.
    expect(exception).toMatchObject({ valid_to: new Date('2024-02-29T23:59:59.999Z') });
  });

  it('is read by those whom its permits name', () => {
    const rows = provisionRows(
      [deny({ actors: ['northgate'] }), permit({ actors: ['lakeside'] }), permit({ actors: ['lakeside'] })],
      null,
    );
    expect(granteesOf(rows)).toEqual(['lakeside']);
  });

  it('of nothing, and one that decides nothing, has no effect', () => {
    expect(provisionRows([], null)).toEqual([]);
    expect(told(provision({ decision: null }))).toEqual([]);
  });
});
