import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import fc from 'fast-check';
import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClaims } from '../../claims/index.ts';
import { claimsSchema } from '../../claims/schema.ts';
import { createPatients } from '../index.ts';
import { patientsSchema } from '../schema.ts';
import { ask, unguarded } from './ask.ts';
import { CALLERS, clinicianAt } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { encounterId, observationId, PEOPLE } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let pairs: readonly { guarded: Subgraph; alone: Subgraph; schema: GraphQLSchema; question: string }[];
const failures: unknown[] = [];

const PATIENTS = `{ patients(first: 50) { totalCount countUpTo(limit: 2) nodes { id name { family }
  encounters { totalCount countUpTo(limit: 2) nodes { id period { start } } }
  conditions { totalCount countUpTo(limit: 2) nodes { id code { code } encounter { id } } }
  observations { totalCount countUpTo(limit: 2) nodes { id month value { quantity { value } } encounter { id } } }
  consents { totalCount countUpTo(limit: 2) nodes { id dateTime decision patient { id } } } } } }`;
const CLAIMS = `{ claims(first: 50) { totalCount countUpTo(limit: 2) nodes { id state created patient { id } encounter { id } } } }`;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  const options = { cursorKey: new Uint8Array(32), pseudonymKey: () => undefined, anchors: null };
  const onFailure = (error: unknown) => failures.push(error);
  const at = (login: 'caretrail_patients' | 'caretrail_claims') =>
    connect(database.address(login), { max: 2 });
  const [patients, claims] = [patientsSchema(options), claimsSchema(options)];
  pairs = [
    {
      guarded: createPatients({ ...options, pool: at('caretrail_patients'), onFailure }),
      alone: unguarded('patients', patients, admin).subgraph,
      schema: patients.schema,
      question: PATIENTS,
    },
    {
      guarded: createClaims({ ...options, pool: at('caretrail_claims'), onFailure }),
      alone: unguarded('claims', claims, admin).subgraph,
      schema: claims.schema,
      question: CLAIMS,
    },
  ];
});
afterAll(async () => {
  for (const { guarded } of pairs ?? []) await guarded.close();
  await admin?.end();
  await database?.stop();
});

const ASKING: readonly Caller[] = [
  CALLERS.clinician,
  { ...CALLERS.clinician, purpose: 'ETREAT' },
  clinicianAt('northgate'),
  CALLERS.patient,
  CALLERS.privacyOfficer,
  { ...CALLERS.registrar, purpose: 'HPAYMT' },
  CALLERS.adjudicator,
  CALLERS.auditor,
];

const instant = fc.option(
  fc.constantFrom(
    '2024-01-01T00:00:00Z',
    '2024-01-15T08:00:00Z',
    '2024-02-10T00:00:00Z',
    '2024-02-15T00:00:00Z',
  ),
  { freq: 2 },
);
const provision = fc.record({
  id: fc.uuid(),
  patient: fc.constantFrom(...Object.values(PEOPLE)),
  actor: fc.constantFrom('lakeside', 'northgate', 'clinician@lakeside', null),
  excepted: fc.constantFrom(null, null, ['lakeside'], ['northgate', 'clinician@lakeside']),
  data_class: fc.constantFrom('person', 'identity', 'clinical', 'claim', 'consent', null),
  purpose: fc.constantFrom('TREAT', 'ETREAT', null, null),
  permit: fc.boolean(),
  deny_emergency: fc.boolean(),
  valid_from: fc.constantFrom('2000-01-01T00:00:00Z', '2000-01-01T00:00:00Z', '2098-01-01T00:00:00Z'),
  valid_to: fc.constantFrom('2099-01-01T00:00:00Z', '2099-01-01T00:00:00Z', '2001-01-01T00:00:00Z'),
  data_from: instant,
  data_to: instant,
});
const world = fc.record({
  provisions: fc.uniqueArray(provision, { minLength: 1, maxLength: 25, selector: ({ id }) => id }),
  sensitive: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9]),
  broken: fc.subarray(Object.values(PEOPLE)),
});

async function become({
  provisions,
  sensitive,
  broken,
}: typeof world extends fc.Arbitrary<infer World> ? World : never) {
  await admin.begin(async (sql) => {
    await sql`delete from access.consent`;
    await sql`delete from access.break_glass`;
    await sql`insert into access.consent ${sql(provisions)}`;
    for (const patient of broken)
      await sql`insert into access.break_glass values ('clinician@lakeside', ${patient}, '2099-01-01')`;
    const ids = sensitive.map(encounterId);
    const results = sensitive.map(observationId);
    await sql`update patients.observation set sensitivity = case when id = any(${results}::uuid[]) then 'V' else 'N' end`;
    await sql`update patients.observation_detail
      set sensitivity = case when observation = any(${results}::uuid[]) then 'V' else 'N' end`;
    for (const [table, column] of [
      ['patients.encounter', 'id'],
      ['patients.encounter_detail', 'encounter'],
      ['provenance.version', 'record'],
    ] as const)
      await sql`update ${sql(table)} set sensitivity = case when ${sql(column)} = any(${ids}::uuid[]) then 'R' else 'N' end
        where ${table === 'provenance.version' ? sql`type = 'Encounter'` : sql`true`}`;
  });
}

/** Fields of a type without arguments, with all that they show without leading to another list. */
function fieldsOf(schema: GraphQLSchema, name: string, depth = 2): readonly string[] {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no type of objects`);
  return Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    if (!isObjectType(of)) return [field.name];
    if (field.args.length > 0 || depth === 0) return [];
    const below = fieldsOf(schema, of.name, depth - 1);
    return below.length > 0 ? [`${field.name} { ${below.join(' ')} }`] : [];
  });
}

/** Where the records of a type are found, from the root to the node. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  Patient: ['patients', 'nodes'],
  Encounter: ['patients', 'nodes', 'encounters', 'nodes'],
  Condition: ['patients', 'nodes', 'conditions', 'nodes'],
  Observation: ['patients', 'nodes', 'observations', 'nodes'],
  Consent: ['patients', 'nodes', 'consents', 'nodes'],
  Claim: ['claims', 'nodes'],
};

it.each(Object.entries(PLACES))(
  'a field of %s shows the same alone and beside all others',
  async (type, place) => {
    const question = (fields: readonly string[]) =>
      `{ ${place.join(' { ')} { id ${fields.join(' ')} } ${'}'.repeat(place.length)}`;
    const rowsOf = (data: unknown): readonly Record<string, unknown>[] =>
      place.reduce<unknown[]>(
        (rows, key) => rows.flatMap((row) => Reflect.get(row as object, key) ?? []),
        [data],
      ) as never;
    for (const { alone, schema } of pairs.filter(
      ({ schema }) => schema.getQueryType()?.getFields()[place[0] ?? ''],
    ))
      for (const caller of [CALLERS.clinician, CALLERS.adjudicator, CALLERS.auditor]) {
        const fields = fieldsOf(schema, type);
        const together = await ask(alone, caller, question(fields));
        for (const field of fields) {
          const [key = ''] = field.split(' ');
          const single = await ask(alone, caller, question([field]));
          const shown = rowsOf(together.data).map((row) => ({ id: row['id'], [key]: row[key] }));
          expect(rowsOf(single.data)).toEqual(shown);
        }
      }
    expect(failures).toEqual([]);
  },
);

/** Every list of an answer, none longer than its page, is counted as it is long. */
function expectCounted(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { totalCount, countUpTo, nodes } = value as Record<string, unknown>;
  if (Array.isArray(nodes))
    expect([totalCount, countUpTo]).toEqual([nodes.length, Math.min(nodes.length, 2)]);
  for (const inner of Object.values(value)) expectCounted(inner);
}

it('whatever people decide, the subgraph alone shows no more than with row-level security', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (some) => {
      await become(some);
      for (const { guarded, alone, question } of pairs)
        for (const caller of ASKING) {
          const answer = await ask(guarded, caller, question);
          expect(await ask(alone, caller, question)).toEqual(answer);
          expectCounted(answer.data);
        }
      expect(failures).toEqual([]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);
