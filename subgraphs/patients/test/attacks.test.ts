import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPatients } from '../index.ts';
import { patientsSchema } from '../schema.ts';
import { ask, unguarded } from './ask.ts';
import { CALLERS, clinicianAt } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { encounterId, PEOPLE } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let patients: Subgraph;
let alone: ReturnType<typeof unguarded>;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  const options = { cursorKey: new Uint8Array(32), pseudonymKey: () => undefined, anchors: null };
  const pool = connect(database.address('caretrail_patients'));
  patients = createPatients({ ...options, pool, onFailure: (error) => failures.push(error) });
  alone = unguarded('patients', patientsSchema(options), admin);
});
beforeEach(() => {
  failures.length = 0;
  alone.failures.length = 0;
});
afterAll(async () => {
  await patients?.close();
  await admin?.end();
  await database?.stop();
});

/** Asks on the subgraph's own login and without row-level security; an attack must fail on both. */
async function attack(caller: Caller, text: string, variables = {}) {
  const answer = await ask(patients, caller, text, variables);
  expect(await ask(alone.subgraph, caller, text, variables)).toEqual(answer);
  return answer;
}

const found = (answer: Awaited<ReturnType<typeof ask>>, root: string) => {
  const list = answer.data?.[root] as { nodes: { id: string }[]; totalCount: number } | null;
  return list === null ? null : { ids: list.nodes.map(({ id }) => id), count: list.totalCount };
};

describe('a refused field stays refused', () => {
  it('by alias, fragment and inline fragment', async () => {
    const { data, errors } = await attack(
      CALLERS.auditor,
      `query ($id: ID!) { patient(id: $id) { id a: name { family } ...F ... on Patient { c: telecom { value } } } }
       fragment F on Patient { b: birthDate id }`,
      { id: PEOPLE.ada },
    );
    expect(data?.['patient']).toEqual({ id: PEOPLE.ada, a: null, b: null, c: null });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['patient.a', 'patient.b', 'patient.c']);
  });

  it('through the record of another type', async () => {
    const { data } = await attack(
      CALLERS.auditor,
      `{ encounter(id: "${encounterId(1)}") { patient { state name { family } } practitioner { name } } }`,
    );
    expect(data?.['encounter']).toEqual({
      patient: { state: 'Massachusetts', name: null },
      practitioner: null,
    });
  });
});

describe('nobody learns by filtering or ordering', () => {
  const by = (filter: string) => `{ patients(filter: ${filter}) { nodes { id } totalCount } }`;
  const identifying = [
    '{ family: "Elder" }',
    '{ name: "eLd" }',
    '{ name: "gi" }',
    '{ birthDate: "1921-05-06" }',
  ];

  it.each(identifying)(
    'who somebody is, where their role may not read it: the connection is refused by %s',
    async (filter) => {
      for (const caller of [CALLERS.auditor, CALLERS.adjudicator, CALLERS.privacyOfficer]) {
        const { data, errors } = await attack(caller, by(filter));
        expect(data).toEqual({ patients: null });
        expect(errors?.[0]?.extensions).toMatchObject({ policy: 'person.identify', code: 'FORBIDDEN_ROLE' });
      }
    },
  );

  it.each(identifying)('who somebody is, where the patient denies it to them: %s', async (filter) => {
    expect(found(await attack(CALLERS.clinician, by(filter)), 'patients')).toEqual({ ids: [], count: 0 });
    expect(found(await attack(CALLERS.registrar, by(filter)), 'patients')).toEqual({
      ids: [PEOPLE.gil],
      count: 1,
    });
  });

  it('the order of visits within a month, unless they may read the time', async () => {
    const visits = `{ patient(id: "${PEOPLE.dan}") { encounters { nodes { id } } } }`;
    const order = async (caller: Caller) =>
      JSON.stringify((await attack(caller, visits)).data).match(/\d(?="\})/g);
    expect(await order(clinicianAt('northgate'))).toEqual(['6', '5']);
    expect(await order({ ...CALLERS.privacyOfficer, organization: 'northgate' })).toEqual(['5', '6']);
  });

  it('what hides behind a quote', async () => {
    for (const state of ["' or true --", '$1', '\\', '%', '_assachusetts'])
      expect(
        found(
          await attack(
            CALLERS.clinician,
            'query ($s: String) { patients(filter: { state: $s }) { nodes { id } totalCount } }',
            {
              s: state,
            },
          ),
          'patients',
        ),
      ).toEqual({ ids: [], count: 0 });
    expect([...failures, ...alone.failures]).toEqual([]);
  });

  it('from a text that PostgreSQL cannot hold: it is refused as input', async () => {
    const { errors } = await attack(
      CALLERS.clinician,
      'query ($s: String) { patients(filter: { state: $s }) { totalCount } }',
      { s: 'a\0b' },
    );
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('references that lie', () => {
  const text =
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Patient { id name { family } } } }';

  it.each(['Query', 'PatientConnection', 'HumanName', 'Nothing', '__proto__', 'toString'])(
    'about a type: %s',
    async (__typename) => {
      const forged = { __typename, id: PEOPLE.bob, family: 'x', nodes: [{ id: PEOPLE.bob }] };
      const { data, errors } = await attack(CALLERS.clinician, text, { r: [forged] });
      expect(JSON.stringify(data ?? null)).not.toContain(PEOPLE.bob);
      for (const error of errors ?? []) expect(error.message).toBe('Something went wrong here.');
    },
  );

  it('about what a row allows: grants in a reference are not looked at', async () => {
    const grants = {
      patient: PEOPLE.bob,
      relations: { person: ['treating'], identity: ['treating'] },
      consents: [],
    };
    const { data } = await attack(CALLERS.clinician, text, {
      r: [{ __typename: 'Patient', id: PEOPLE.bob, grants }],
    });
    expect(data).toEqual({ _entities: [null] });
  });
});

describe('what was permitted', () => {
  it('ends with the relation, for the next request and for its cursors', async () => {
    const page = (after?: string) =>
      ask(
        patients,
        CALLERS.clinician,
        'query ($a: String) { patients(first: 1, after: $a) { edges { cursor node { id } } } }',
        {
          a: after,
        },
      );
    const first = (await page()).data?.['patients'] as { edges: { cursor: string }[] } | null;
    await admin`update access.treating set until = now() where member = 'lakeside' and patient <> ${PEOPLE.ada}`;
    await admin`delete from access.consent`;
    await admin`delete from access.break_glass`;
    const second = (await page(first?.edges[0]?.cursor)).data?.['patients'] as { edges: unknown[] } | null;
    expect(second?.edges).toEqual([]);
  });
});
