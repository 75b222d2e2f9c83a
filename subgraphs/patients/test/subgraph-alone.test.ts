import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patientsSchema } from '../schema.ts';
import { type Answer, ask, unguarded } from './ask.ts';
import { CALLERS, clinicianAt } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { encounterId, PEOPLE } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let patients: ReturnType<typeof unguarded>;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  const schema = patientsSchema({
    cursorKey: new Uint8Array(32).fill(7),
    pseudonymKey: (member) => new TextEncoder().encode(member),
    anchors: null,
  });
  patients = unguarded('patients', schema, admin);
});
afterAll(async () => {
  await admin?.end();
  await database?.stop();
});
beforeEach(() => {
  patients.statements.length = 0;
  patients.events.length = 0;
  patients.failures.length = 0;
});

const query = async (caller: Caller, text: string, variables = {}): Promise<Answer> => {
  const answer = await ask(patients.subgraph, caller, text, variables);
  expect(patients.failures).toEqual([]);
  return answer;
};

const nameOf = (id: unknown): string =>
  Object.entries(PEOPLE).find(([, known]) => known === id)?.[0] ?? String(id);

/** Whom a caller finds, by their page and by its count. */
async function people(caller: Caller): Promise<string> {
  const { data } = await query(caller, '{ patients(first: 50) { nodes { id } totalCount } }');
  const list = data?.['patients'] as { nodes: { id: string }[]; totalCount: number } | null;
  if (list === null) return 'refused';
  expect(list.totalCount).toBe(list.nodes.length);
  return list.nodes.map(({ id }) => nameOf(id)).join(' ');
}

async function visits(caller: Caller, patient: string): Promise<string> {
  const { data } = await query(
    caller,
    `query ($id: ID!) { patient(id: $id) { encounters { nodes { id } totalCount } } }`,
    { id: patient },
  );
  const found = data?.['patient'] as {
    encounters: { nodes: { id: string }[]; totalCount: number } | null;
  } | null;
  if (found === null) return 'no patient';
  if (found.encounters === null) return 'refused';
  expect(found.encounters.totalCount).toBe(found.encounters.nodes.length);
  return found.encounters.nodes.map(({ id }) => Number(id.slice(-4))).join(' ');
}

describe('without row-level security, the subgraph alone', () => {
  it('shows each caller their own people, and counts no others', async () => {
    const found: Record<string, string> = {};
    for (const [name, caller] of Object.entries(CALLERS)) found[name] = await people(caller);
    found['clinician at northgate'] = await people(clinicianAt('northgate'));
    found['clinician in an emergency'] = await people({ ...CALLERS.clinician, purpose: 'ETREAT' });
    found['clinician for payment'] = await people({ ...CALLERS.clinician, purpose: 'HPAYMT' });
    found['auditor without a case'] = await people({ ...CALLERS.auditor, case: null });
    found['auditor with somebody else’s case'] = await people({ ...CALLERS.auditor, subject: 'other' });
    found['registrar elsewhere'] = await people({ ...CALLERS.registrar, organization: 'northgate' });
    expect(found).toMatchInlineSnapshot(`
      {
        "adjudicator": "ada",
        "analyst": "refused",
        "auditor": "ada",
        "auditor with somebody else’s case": "",
        "auditor without a case": "refused",
        "clinician": "ada cleo dan eve gil",
        "clinician at northgate": "ada bob dan",
        "clinician for payment": "refused",
        "clinician in an emergency": "ada cleo dan eve gil",
        "patient": "ada",
        "privacyOfficer": "ada cleo eve fay gil hal",
        "public": "refused",
        "registrar": "ada cleo eve fay gil hal",
        "registrar elsewhere": "bob dan",
      }
    `);
  });

  it('narrows visits by deny, data period and sensitivity', async () => {
    const found: Record<string, string> = {};
    for (const [name, id] of Object.entries(PEOPLE)) found[name] = await visits(CALLERS.clinician, id);
    found['ada for herself'] = await visits(CALLERS.patient, PEOPLE.ada);
    found['ada for the auditor'] = await visits(CALLERS.auditor, PEOPLE.ada);
    found['ada for the privacy officer'] = await visits(CALLERS.privacyOfficer, PEOPLE.ada);
    found['ada for the payer'] = await visits(CALLERS.adjudicator, PEOPLE.ada);
    found['bob for ada'] = await visits(CALLERS.patient, PEOPLE.bob);
    expect(found).toMatchInlineSnapshot(`
      {
        "ada": "2 1",
        "ada for herself": "3 2 1",
        "ada for the auditor": "3 2 1",
        "ada for the payer": "refused",
        "ada for the privacy officer": "3 2 1",
        "bob": "no patient",
        "bob for ada": "no patient",
        "cleo": "",
        "dan": "5",
        "eve": "8",
        "fay": "no patient",
        "gil": "",
        "hal": "no patient",
      }
    `);
  });

  it.each([
    ['2024-02-14T08:00:00.000Z', '5'],
    ['2024-02-14T07:59:59.999Z', ''],
  ])('shows what happened up to the last instant of a permitted period: %s', async (end, shown) => {
    const of = async (to: string) =>
      admin`update access.consent set data_to = ${to} where patient = ${PEOPLE.dan}`;
    await of(end);
    expect(await visits(CALLERS.clinician, PEOPLE.dan)).toBe(shown);
    await of('2024-02-15T00:00:00Z');
  });

  it('answers sideways references like rows that are not there', async () => {
    const text = `query ($r: [_Any!]!) { _entities(representations: $r) {
      __typename ... on Patient { id state name { family } } ... on Encounter { id month period { start } } } }`;
    const reference = {
      r: [
        { __typename: 'Patient', id: PEOPLE.bob },
        { __typename: 'Encounter', id: encounterId(4) },
        { __typename: 'Encounter', id: encounterId(3) },
        { __typename: 'Patient', id: '00000000-0000-4000-8000-00000000dead' },
      ],
    };
    expect(await query(CALLERS.clinician, text, reference)).toEqual({
      data: { _entities: [null, null, null, null] },
    });
    expect(patients.events).toMatchObject([{ outcome: 'REFUSED', policies: ['clinical.see', 'person.see'] }]);
    patients.statements.length = 0;
    for (const caller of [CALLERS.public, CALLERS.analyst])
      expect((await query(caller, text, reference)).data?.['_entities']).toEqual([null, null, null, null]);
    expect(patients.statements).toEqual([]);
  });
});

/** Every field of a type, with a selection where it needs one. */
const FIELDS = {
  patient: [
    ...[
      'pseudonym',
      'birthYear',
      'ageBand',
      'sex',
      'state',
      'zip3',
      'name { family }',
      'identifiers { value }',
    ],
    ...['telecom { value }', 'address { city }', 'birthDate', 'encounters(first: 1) { nodes { id } }'],
    ...['conditions(first: 1) { nodes { id } }', 'proof', 'integrity'],
  ],
  encounter: [
    ...['patient { id }', 'organization { name }', 'class', 'status', 'month', 'typeGroup', 'sensitivity'],
    ...[
      'period { start }',
      'type { code }',
      'reason { code }',
      'practitioner { name npi organization { slug } }',
    ],
    ...['proof', 'integrity'],
  ],
} as const;

async function fields(
  caller: Caller,
  root: 'patient' | 'encounter',
  id: string,
): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  for (const field of FIELDS[root]) {
    const { data, errors } = await query(caller, `query ($id: ID!) { ${root}(id: $id) { ${field} } }`, {
      id,
    });
    const row = data?.[root] as Record<string, unknown> | null;
    const [name = ''] = field.split(/\W/);
    told[name] = errors?.[0]?.extensions['code'] ?? (row === null ? 'absent' : row[name]);
  }
  return told;
}

describe('what comes of each field', () => {
  it.each(Object.entries(CALLERS))('of Ada, to the %s', async (_, caller) => {
    expect(await fields(caller, 'patient', PEOPLE.ada)).toMatchSnapshot();
  });
  it.each(Object.entries(CALLERS))('of a visit of Ada’s, to the %s', async (_, caller) => {
    expect(await fields(caller, 'encounter', encounterId(1))).toMatchSnapshot();
  });
  it('of Gil, who denies her identity and may be over 89', async () => {
    const told = await fields(CALLERS.clinician, 'patient', PEOPLE.gil);
    expect(told).toMatchObject({
      name: 'CONSENT_DENIED',
      birthYear: null,
      ageBand: '90+',
      state: 'Massachusetts',
    });
    expect(await fields({ ...CALLERS.patient, subject: PEOPLE.gil }, 'patient', PEOPLE.gil)).toMatchObject({
      birthYear: 1921,
      name: { family: 'Elder' },
    });
  });
});
