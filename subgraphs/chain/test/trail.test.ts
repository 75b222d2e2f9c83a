import { connect } from '@caretrail/db';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ask, unguarded } from '../../patients/test/ask.ts';
import { CALLERS } from '../../patients/test/callers.ts';
import { PEOPLE } from '../../patients/test/people.ts';
import { type ChainSchemaOptions, chainSchema } from '../chain-schema.ts';
import { createChain } from '../create-chain.ts';
import { LedgerPlace } from './ledger-place.ts';
import { NO_LEDGER } from './no-ledger.ts';

const options: ChainSchemaOptions = {
  profile: NO_LEDGER,
  trust: new TextEncoder().encode('{}'),
  cursorKey: new Uint8Array(32).fill(7),
};

let place: LedgerPlace;
let byRows: Subgraph;
let alone: ReturnType<typeof unguarded>;
const failures: unknown[] = [];

/** Reads of Ada: by a clinician twice in a day, by an auditor, by herself; one of Bob alone, one that was refused. */
const READS = [
  ['2024-07-02T08:00:00Z', 'one', 'hospital', 'clinician', 'lakeside', 'TREAT', 'PERMITTED', [PEOPLE.ada]],
  [
    '2024-07-02T09:00:00Z',
    'two',
    'hospital',
    'clinician',
    'lakeside',
    'TREAT',
    'PERMITTED',
    [PEOPLE.ada, PEOPLE.cleo],
  ],
  [
    '2024-07-03T09:00:00Z',
    'three',
    'regulator',
    'auditor',
    'health-authority',
    'HCOMPL',
    'PERMITTED',
    [PEOPLE.ada],
  ],
  ['2024-07-04T09:00:00Z', 'four', 'patient', null, null, 'PATRQT', 'PERMITTED', [PEOPLE.ada]],
  ['2024-07-05T09:00:00Z', 'five', 'hospital', 'clinician', 'northgate', 'TREAT', 'PERMITTED', [PEOPLE.bob]],
  ['2024-07-06T09:00:00Z', 'six', 'hospital', 'clinician', 'lakeside', 'TREAT', 'REFUSED', [PEOPLE.ada]],
] as const;

beforeAll(async () => {
  place = await LedgerPlace.open();
  const pool = connect(place.database.address('caretrail_chain'));
  alone = unguarded('chain', chainSchema(options), place.admin);
  byRows = createChain({ ...options, pool, onFailure: (error) => failures.push(error) });
  for (const [at, request, tier, role, organization, purpose, outcome, patients] of READS)
    await place.admin`
      insert into access.event (at, request, subgraph, tier, role, subject, organization, purpose, classes, patients, policies,
        consents, outcome)
      values (${at}, ${request}, 'patients', ${tier}, ${role}, ${tier === 'patient' ? PEOPLE.ada : `${role}@${organization}`},
        ${organization}, ${purpose}, '{clinical}', ${[...patients]}::uuid[], '{clinical.see}', '{}', ${outcome})`;
});
afterAll(async () => {
  await byRows?.close();
  await place?.close();
  expect([...failures, ...(alone?.failures ?? [])]).toEqual([]);
});

const trailShape = z.object({
  totalCount: z.number(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      at: z.string(),
      activity: z.string(),
      type: z.string().nullable(),
      version: z.object({ number: z.number(), anchor: z.string() }).nullable(),
      role: z.string().nullable(),
      requests: z.number().nullable(),
      classes: z.array(z.string()).nullable(),
      own: z.boolean().nullable(),
    }),
  ),
});

const TRAIL = `query ($of: [_Any!]!, $first: Int, $after: String, $filter: TrailFilter) {
  _entities(representations: $of) { ... on Patient { trail(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id kind at activity type version { number anchor } role requests classes own } } } } }`;

async function trail(subgraph: Subgraph, caller: Caller, of: string, variables: object = {}) {
  const representations = [{ __typename: 'Patient', id: of }];
  const { data, errors } = await ask(subgraph, caller, TRAIL, { of: representations, ...variables });
  const [found] = z
    .array(z.object({ trail: trailShape.nullable() }).nullable())
    .parse(data?.['_entities'] ?? [null]);
  return { trail: found?.trail ?? null, codes: errors?.map(({ extensions }) => extensions['code']) };
}

const LAYERS: readonly [string, () => Subgraph][] = [
  ['with its own login', () => byRows],
  ['without row-level security below', () => alone.subgraph],
];

describe.each(LAYERS)('a trail %s', (_, layer) => {
  /** What these tests ask is on record too, and happens later. */
  const own = async (filter: object = {}, page: object = {}) =>
    (
      await trail(layer(), CALLERS.patient, PEOPLE.ada, {
        first: 200,
        filter: { to: '2025-01-01', ...filter },
        ...page,
      })
    ).trail;

  it('tells a person what was made of them and who read, newest first, repeats of a day as one', async () => {
    const found = await own();
    expect(
      found?.nodes.slice(0, 3).map(({ at, role, requests, own: me }) => [at, role, requests, me]),
    ).toEqual([
      ['2024-07-04T09:00:00.000Z', null, 1, true],
      ['2024-07-03T09:00:00.000Z', 'auditor', 1, false],
      ['2024-07-02T09:00:00.000Z', 'clinician', 2, false],
    ]);
    const recorded = found?.nodes.slice(3) ?? [];
    expect(new Set(recorded.map(({ kind }) => kind))).toEqual(new Set(['RECORDED']));
    const [{ count = 0 } = {}] = await place.admin<{ count: number }[]>`
      select count(*)::int as count from provenance.version where subject = ${PEOPLE.ada}`;
    expect([recorded.length, found?.totalCount]).toEqual([count, count + 3]);
    expect(recorded[0]).toMatchObject({ activity: 'import', version: { number: 1, anchor: 'ANCHORED' } });
  });

  it('is for nobody else, not even those who may see the person', async () => {
    for (const caller of [CALLERS.clinician, CALLERS.auditor, CALLERS.privacyOfficer])
      expect(await trail(layer(), caller, PEOPLE.ada)).toEqual({ trail: null, codes: ['FORBIDDEN_ROLE'] });
    expect(await trail(layer(), CALLERS.patient, PEOPLE.bob)).toEqual({ trail: null, codes: undefined });
  });

  it('is paged without a gap or a repeat', async () => {
    const whole = await own();
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page = await own({}, { first: 4, after });
      ids.push(...(page?.nodes.map(({ id }) => id) ?? []));
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids).toEqual(whole?.nodes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is filtered by time, kind, type and who read', async () => {
    const kinds = async (filter: object) =>
      (await own(filter))?.nodes.map(({ kind, type }) => (kind === 'READ' ? kind : type));
    expect(await kinds({ kinds: ['READ'], hideOwn: true })).toEqual(['READ', 'READ']);
    expect(await kinds({ from: '2024-07-03', to: '2024-07-04' })).toEqual(['READ']);
    expect(await kinds({ kinds: ['RECORDED'], types: ['Claim', 'Patient'] })).toEqual(
      expect.arrayContaining(['Claim', 'Claim', 'Claim', 'Patient']),
    );
    expect(
      (await trail(layer(), CALLERS.patient, PEOPLE.ada, { filter: { from: '2024-13' } })).codes,
    ).toEqual(['BAD_USER_INPUT']);
  });

  it('tells a token of a part of the records of that part alone', async () => {
    const part = {
      ...CALLERS.patient,
      scopes: ['patient/Patient.r', 'patient/Claim.r', 'patient/Provenance.r'],
    };
    const { trail: found } = await trail(layer(), part, PEOPLE.ada, { first: 200 });
    expect(new Set(found?.nodes.map(({ type }) => type))).toEqual(new Set(['Patient', 'Claim']));
  });
});

describe('a trail', () => {
  it('is on record under the rules of all that it tells of', async () => {
    alone.events.length = 0;
    await trail(alone.subgraph, CALLERS.patient, PEOPLE.ada, { filter: { kinds: ['READ'] } });
    expect(alone.events).toMatchObject([
      {
        outcome: 'PERMITTED',
        patients: [PEOPLE.ada],
        policies: ['accesslog.read', 'person.see', 'trail.read'],
      },
    ]);
  });
});
