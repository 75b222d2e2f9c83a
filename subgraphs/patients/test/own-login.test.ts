import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  const options = {
    cursorKey: new Uint8Array(32).fill(7),
    pseudonymKey: (member: string) => new TextEncoder().encode(member),
    anchors: null,
  };
  const pool = connect(database.address('caretrail_patients'));
  patients = createPatients({ ...options, pool, onFailure: (error) => failures.push(error) });
  alone = unguarded('patients', patientsSchema(options), admin);
});
afterAll(async () => {
  await patients?.close();
  await admin?.end();
  await database?.stop();
});

/** Asks the subgraph on its own login and without row-level security; both must answer alike. */
const query = async (caller: Caller, text: string, variables = {}) => {
  const answer = await ask(patients, caller, text, variables);
  expect(await ask(alone.subgraph, caller, text, variables)).toEqual(answer);
  expect([...failures, ...alone.failures]).toEqual([]);
  return answer;
};

const WIDE = `{ patients(first: 50) { totalCount nodes { id pseudonym birthYear name { family } birthDate integrity proof
  encounters { totalCount nodes { id month period { start } practitioner { name } patient { id } } }
  conditions { totalCount nodes { id codeGroup code { code } encounter { id } } } } } }`;

describe('on its own login', () => {
  it.each([...Object.entries(CALLERS), ['clinician at northgate', clinicianAt('northgate')] as const])(
    'answers the %s alike with row-level security and without it',
    async (_, caller) => {
      const { data, errors } = await query(caller, WIDE);
      const codes = Map.groupBy(
        errors ?? [],
        ({ extensions }) => `${extensions['code']} ${extensions['policy']}`,
      );
      expect({ data, errors: [...codes].map(([code, all]) => `${code} × ${all.length}`) }).toMatchSnapshot();
    },
  );

  it('lists the open directory to everyone', async () => {
    const { data } = await query(CALLERS.public, '{ organizations { nodes { slug kind } totalCount } }');
    expect(data).toMatchObject({ organizations: { totalCount: 5 } });
  });

  it('writes who read whose data of what class, before the answer is out', async () => {
    await admin`truncate access.event`;
    await query(CALLERS.clinician, `query ($id: ID!) { patient(id: $id) { state name { family } } }`, {
      id: PEOPLE.gil,
    });
    expect(
      await admin`select subgraph, tier, role, subject, organization, purpose, operation, classes, patients, policies,
        outcome from access.event order by outcome`,
    ).toMatchInlineSnapshot(`
      Result [
        {
          "classes": [
            "person",
          ],
          "operation": "Test",
          "organization": "lakeside",
          "outcome": "PERMITTED",
          "patients": [
            "00000001-0000-4000-8000-000000000007",
          ],
          "policies": [
            "person.see",
          ],
          "purpose": "TREAT",
          "role": "clinician",
          "subgraph": "patients",
          "subject": "clinician@lakeside",
          "tier": "hospital",
        },
        {
          "classes": [
            "identity",
          ],
          "operation": "Test",
          "organization": "lakeside",
          "outcome": "REFUSED",
          "patients": [
            "00000001-0000-4000-8000-000000000007",
          ],
          "policies": [
            "person.identify",
          ],
          "purpose": "TREAT",
          "role": "clinician",
          "subgraph": "patients",
          "subject": "clinician@lakeside",
          "tier": "hospital",
        },
      ]
    `);
  });

  it('puts an attempt on record that found nothing', async () => {
    await admin`truncate access.event`;
    expect((await query(CALLERS.clinician, `{ encounter(id: "${encounterId(4)}") { id } }`)).data).toEqual({
      encounter: null,
    });
    expect(await admin`select outcome, patients, policies from access.event`).toEqual([
      { outcome: 'REFUSED', patients: [encounterId(4)], policies: ['clinical.see'] },
    ]);
  });

  it('leaves no event where nobody’s data was asked for', async () => {
    await admin`truncate access.event`;
    await query(CALLERS.clinician, '{ organizations { totalCount } __typename }');
    expect(await admin`select 1 from access.event`).toEqual([]);
  });
});
