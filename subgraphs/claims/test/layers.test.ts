import { connect, type Pool } from '@caretrail/db';
import { extendLog } from '@caretrail/db/provenance';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, ask, unguarded } from '../../patients/test/ask.ts';
import { CALLERS, clinicianAt } from '../../patients/test/callers.ts';
import { fillClinic } from '../../patients/test/clinic.ts';
import { claimId, encounterId, PEOPLE } from '../../patients/test/people.ts';
import { createClaims } from '../index.ts';
import { claimsSchema } from '../schema.ts';

let database: TestDatabase;
let admin: Pool;
let guarded: Subgraph;
let alone: ReturnType<typeof unguarded>;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  const options = { cursorKey: new Uint8Array(32).fill(7), anchors: null };
  const pool = connect(database.address('caretrail_claims'));
  guarded = createClaims({ ...options, pool, onFailure: (error) => failures.push(error) });
  alone = unguarded('claims', claimsSchema(options), admin);
});
beforeEach(() => {
  failures.length = 0;
  alone.failures.length = 0;
});
afterAll(async () => {
  await guarded?.close();
  await admin?.end();
  await database?.stop();
});

/** Asks the subgraph on its own login and without row-level security; both must answer alike. */
async function query(caller: Caller, text: string, variables = {}): Promise<Answer> {
  const answer = await ask(guarded, caller, text, variables);
  expect(await ask(alone.subgraph, caller, text, variables)).toEqual(answer);
  expect([...failures, ...alone.failures]).toEqual([]);
  return answer;
}

interface Listed {
  readonly nodes: { readonly id: string }[];
  readonly totalCount: number;
  readonly countUpTo: number;
}
const numbers = (list: Listed | null | undefined): string => {
  if (list == null) return 'refused';
  expect(list.totalCount).toBe(list.nodes.length);
  expect(list.countUpTo).toBe(Math.min(2, list.nodes.length));
  return list.nodes.map(({ id }) => Number(id.slice(-4))).join(' ');
};

const FIELDS = [
  ...['patient { id }', 'encounter { id }', 'provider { id }', 'insurer { id }', 'use', 'state', 'month'],
  ...['typeGroup', 'total { value currency }', 'paid { value currency }', 'type { code }', 'created'],
  ...['billablePeriod { start }', 'lines { sequence product { code } net { value } }', 'diagnoses { code }'],
  ...['adjudications { line category { code } amount { value } }', 'history { number activity at state }'],
  ...['proof', 'integrity'],
];

describe('claims, with row-level security and without it', () => {
  it('are listed to their parties alone, newest first', async () => {
    const found: Record<string, string> = {};
    const callers = {
      ...CALLERS,
      'clinician at northgate': clinicianAt('northgate'),
      'registrar for payment': { ...CALLERS.registrar, purpose: 'HPAYMT' },
      'clinician in an emergency': { ...CALLERS.clinician, purpose: 'ETREAT' },
      'adjudicator at unity': { ...CALLERS.adjudicator, organization: 'unity-health' },
      'auditor for public health': { ...CALLERS.auditor, purpose: 'PUBHLTH' },
    } as const satisfies Record<string, Caller>;
    for (const [name, caller] of Object.entries(callers)) {
      const { data } = await query(caller, '{ claims { nodes { id } totalCount countUpTo(limit: 2) } }');
      found[name] = numbers(data?.['claims'] as Listed | null);
    }
    expect(found).toMatchInlineSnapshot(`
      {
        "adjudicator": "2 1",
        "adjudicator at unity": "4",
        "analyst": "refused",
        "auditor": "3 2 1",
        "auditor for public health": "refused",
        "clinician": "3 2 1 5",
        "clinician at northgate": "3 2 1 4 5",
        "clinician in an emergency": "refused",
        "patient": "3 2 1",
        "privacyOfficer": "3 1",
        "public": "refused",
        "registrar": "refused",
        "registrar for payment": "3 1",
      }
    `);
  });

  it.each(Object.entries({ ...CALLERS, registrar: { ...CALLERS.registrar, purpose: 'HPAYMT' as const } }))(
    'tells the %s of a claim what their role may read',
    async (_, caller) => {
      const told: Record<string, unknown> = {};
      for (const field of FIELDS) {
        const { data, errors } = await query(caller, `{ claim(id: "${claimId(1)}") { ${field} } }`);
        const [name = ''] = field.split(/\W/);
        const row = data?.['claim'] as Record<string, unknown> | null;
        told[name] = errors?.[0]?.extensions['code'] ?? (row === null ? 'absent' : row[name]);
      }
      expect(told).toMatchSnapshot();
    },
  );

  it('refuse the lines of a claim that another provider billed, row by row', async () => {
    const { data, errors } = await query(
      CALLERS.clinician,
      '{ claims { nodes { id created lines { sequence } } } }',
    );
    const claims = data?.['claims'] as { nodes: unknown[] } | null;
    expect(claims?.nodes).toEqual([
      { id: claimId(3), created: '2024-03-05T08:00:00.000Z', lines: [{ sequence: 1 }] },
      { id: claimId(2), created: null, lines: null },
      { id: claimId(1), created: '2024-01-10T08:00:00.000Z', lines: [{ sequence: 1 }] },
      { id: claimId(5), created: null, lines: null },
    ]);
    expect(
      errors?.map(({ path, extensions }) => [path?.join('.'), extensions['code'], extensions['policy']]),
    ).toEqual([
      ['claims.nodes.1.created', 'FORBIDDEN_RELATION', 'claim.read'],
      ['claims.nodes.1.lines', 'FORBIDDEN_RELATION', 'claim.read'],
      ['claims.nodes.3.created', 'FORBIDDEN_RELATION', 'claim.read'],
      ['claims.nodes.3.lines', 'FORBIDDEN_RELATION', 'claim.read'],
    ]);
  });

  it('name no visit and no person that the caller may not see', async () => {
    const { data } = await query(
      CALLERS.clinician,
      '{ claims { nodes { id encounter { id } patient { id } } } }',
    );
    const claims = data?.['claims'] as { nodes: unknown[] } | null;
    expect(claims?.nodes).toEqual([
      // The visit is labelled R: the claim is known at the provider, the visit needs a permit.
      { id: claimId(3), encounter: null, patient: { id: PEOPLE.ada } },
      { id: claimId(2), encounter: { id: encounterId(2) }, patient: { id: PEOPLE.ada } },
      { id: claimId(1), encounter: { id: encounterId(1) }, patient: { id: PEOPLE.ada } },
      // Cleo denies what is clinical.
      { id: claimId(5), encounter: null, patient: { id: PEOPLE.cleo } },
    ]);
  });

  it('hang on references only where these are seen', async () => {
    const text = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Patient { claims { nodes { id } totalCount least: countUpTo(limit: 1) most: countUpTo } } ... on Encounter { claims { nodes { id } totalCount } } } }`;
    const r = [
      { __typename: 'Patient', id: PEOPLE.ada },
      { __typename: 'Patient', id: PEOPLE.bob },
      { __typename: 'Encounter', id: encounterId(1) },
      { __typename: 'Encounter', id: encounterId(3) },
      { __typename: 'Encounter', id: encounterId(4) },
      { __typename: 'Claim', id: claimId(4) },
    ];
    const { data } = await query(CALLERS.clinician, text, { r });
    expect(data?.['_entities']).toEqual([
      {
        claims: {
          nodes: [3, 2, 1].map((number) => ({ id: claimId(number) })),
          totalCount: 3,
          least: 1,
          most: 3,
        },
      },
      null,
      { claims: { nodes: [{ id: claimId(1) }], totalCount: 1 } },
      null,
      null,
      null,
    ]);
  });

  it('are filtered and paged over what the caller may read', async () => {
    const other = await ask(guarded, CALLERS.patient, '{ claims(first: 1) { edges { cursor } } }');
    const foreign = JSON.stringify(other.data).match(/"cursor":"([^"]+)"/)?.[1] ?? '';
    const first = await ask(guarded, CALLERS.patient, FILTERED, {});
    const page = first.data?.['claims'] as { pageInfo: { endCursor: string } } | null;
    const cursor = page?.pageInfo.endCursor;
    const second = await ask(guarded, CALLERS.patient, FILTERED, { after: cursor });
    expect(second.data?.['claims']).toMatchObject({
      totalCount: 2,
      edges: [{ node: { id: claimId(1) } }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    for (const [caller, after] of [
      [CALLERS.patient, foreign],
      [CALLERS.adjudicator, cursor],
      [{ ...CALLERS.patient, subject: PEOPLE.bob }, cursor],
      [CALLERS.patient, 'nonsense'],
    ] as const) {
      const { data, errors } = await ask(guarded, caller, FILTERED, { after });
      expect(data?.['claims']).toBeNull();
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });

  it('refuse pages of a size that is none', async () => {
    for (const first of [-1, 201]) {
      const { errors } = await query(CALLERS.patient, `{ claims(first: ${first}) { totalCount } }`);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
    for (const limit of [0, 10_001]) {
      const { errors } = await query(CALLERS.patient, `{ claims(first: 1) { countUpTo(limit: ${limit}) } }`);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });
});

describe('the proof of a claim', () => {
  const leavesFor = async (caller: Caller, number: number) => {
    const { data } = await query(caller, `{ claim(id: "${claimId(number)}") { proof } }`);
    const claim = data?.['claim'] as { proof: { leaves: { index: number }[] } | null } | null;
    return claim?.proof?.leaves.map(({ index }) => index).join(' ') ?? null;
  };

  it('opens what the caller may read, and no visit that they may not see', async () => {
    for (const organization of ['lakeside', 'northgate']) {
      const log = `care/${organization}`;
      await admin`insert into provenance.log ${admin({ name: log, organization })}`;
      await admin.begin((sql) => extendLog(sql, log));
    }
    await admin`update provenance.checkpoint set state = 'ANCHORED', transaction = 'tx'`;
    const all = '0 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20';
    expect(await leavesFor(CALLERS.patient, 1)).toBe(all);
    expect(await leavesFor(CALLERS.clinician, 1)).toBe(all);
    // A payer sees no visits, a claim of another provider shows no lines, and claim 3 is of a visit labelled R.
    expect(await leavesFor(CALLERS.adjudicator, 1)).toBe(all.replace(' 5', ''));
    expect(await leavesFor(CALLERS.clinician, 2)).toBe('0 4 5 6 7 8 9 10 11 12 13');
    expect(await leavesFor(CALLERS.clinician, 3)).toBe(all.replace(' 5', ''));
    expect(await leavesFor(CALLERS.auditor, 1)).toBe('0 4 5 6 7 8 9 10 11 12 13');
  });
});

const FILTERED = `query ($after: String) { claims(first: 1, after: $after, filter: { use: "claim", toMonth: "2024-02" }) {
  totalCount edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

describe('the history of a field', () => {
  const history = (caller: Caller, field: string) =>
    query(
      caller,
      `{ claim(id: "${claimId(1)}") { fieldHistory(field: "${field}") { number activity recordedAt } } }`,
    );
  const numbersOf = async (caller: Caller, field: string) => {
    const { data, errors } = await history(caller, field);
    const found = data?.['claim'] as { fieldHistory: { number: number }[] | null } | null;
    return errors?.[0]?.extensions['code'] ?? found?.fieldHistory?.map(({ number }) => number);
  };

  beforeAll(async () => {
    // The second version changes the state, the third the lines; who sees the claim sees both.
    for (const [number, table, place] of [
      [2, 'claims.claim_version', '{5}'],
      [3, 'claims.claim_detail_version', '{3}'],
    ] as const) {
      for (const each of ['claims.claim_version', 'claims.claim_detail_version'])
        await admin`insert into ${admin(each)} select (jsonb_populate_record(v, jsonb_build_object('number', ${number}::int,
            'values', case when ${each === table} then jsonb_set(v.values, ${place}::text[], '"other"') else v.values end))).*
          from ${admin(each)} v where record = ${claimId(1)} and number = ${number - 1}`;
      await admin`
        insert into provenance.version (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member,
          at, organization, log, activity, agent, recorded_at, parents, leaves)
        select sha256(${`history ${number}`}::text::bytea), record, type, schema, ${number}, subject, custodian, provider_member,
          insurer_member, at, organization, log, 'adjudicate', agent, '2024-07-01T12:00:00Z', array[hash], leaves
        from provenance.version where record = ${claimId(1)} and number = ${number - 1}`;
    }
  });
  afterAll(async () => {
    for (const table of ['claims.claim_version', 'claims.claim_detail_version', 'provenance.version'])
      await admin`delete from ${admin(table)} where record = ${claimId(1)} and number > 1`;
  });

  it('names the versions in which it got another value', async () => {
    expect(await numbersOf(CALLERS.patient, 'state')).toEqual([1, 2]);
    expect(await numbersOf(CALLERS.patient, 'lines')).toEqual([1, 3]);
    expect(await numbersOf(CALLERS.patient, 'total')).toEqual([1]);
  });

  it('is for who may read the field, and by day for a regulator', async () => {
    expect(await numbersOf(CALLERS.adjudicator, 'lines')).toEqual([1, 3]);
    expect(await numbersOf(CALLERS.privacyOfficer, 'state')).toEqual([1, 2]);
    expect(await numbersOf(CALLERS.privacyOfficer, 'lines')).toBe('FORBIDDEN_ROLE');
    expect(await numbersOf(CALLERS.auditor, 'lines')).toBe('BAD_USER_INPUT');
    // The payer sees no visit, and so not when the claim came to name another.
    expect(await numbersOf(CALLERS.adjudicator, 'encounter')).toBe('BAD_USER_INPUT');
    const { data } = await history(CALLERS.auditor, 'state');
    expect(JSON.stringify(data)).toContain('"recordedAt":"2024-07-01"');
    for (const none of ['pseudonym', 'history.state', ''])
      expect(await numbersOf(CALLERS.patient, none)).toBe('BAD_USER_INPUT');
  });
});
