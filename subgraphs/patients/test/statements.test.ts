import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsSchema } from '../../claims/schema.ts';
import { patientsSchema } from '../schema.ts';
import { ask, unguarded } from './ask.ts';
import { CALLERS } from './callers.ts';

let database: TestDatabase;
let admin: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await admin.unsafe(`
    insert into patients.patient (id, custodian, birth_year, sex, state, zip3)
      select gen_random_uuid(), 'lakeside', 1980, 'MALE', 'MA', '019' from generate_series(1, 150);
    insert into patients.patient_identity (patient, custodian, name, identifiers, telecom)
      select id, custodian, '{"family": "A", "given": []}', '[]', '[]' from patients.patient;
    insert into access.treating select 'lakeside', id, '2099-01-01' from patients.patient;
    insert into patients.encounter (id, custodian, patient, sensitivity, at, class, month)
      select gen_random_uuid(), 'lakeside', id, 'N', '2024-01-01', 'AMB', '2024-01'
      from patients.patient, generate_series(1, 3);
    insert into patients.encounter_detail (encounter, custodian, patient, sensitivity, at, period_start)
      select id, custodian, patient, 'N', at, '2024-01-01T00:00:00.000Z' from patients.encounter;
    insert into claims.claim (id, custodian, patient, provider_member, at, encounter, provider, state, month)
      select gen_random_uuid(), custodian, patient, custodian, at, id, gen_random_uuid(), 'PAID', '2024-01'
      from patients.encounter;
    insert into provenance.version (hash, record, type, schema, number, subject, custodian, sensitivity, at,
        organization, log, activity, agent, recorded_at, parents, leaves)
      select sha256(id::text::bytea), id, 'Patient', 1, 1, id, custodian, null, null::timestamptz,
        custodian, 'care/lakeside', 'import', 'caretrail', now(), '{}'::bytea[], ''::bytea from patients.patient
      union all select sha256(id::text::bytea), id, 'Encounter', 1, 1, patient, custodian, 'N', at,
        custodian, 'care/lakeside', 'import', 'caretrail', now(), '{}'::bytea[], ''::bytea from patients.encounter;
    analyze;`);
});
afterAll(async () => {
  await admin?.end();
  await database?.stop();
});

describe('a query over many rows', () => {
  it('takes as many statements in patients as one over few', async () => {
    const key = new Uint8Array(32);
    const schema = patientsSchema({ cursorKey: key, pseudonymKey: () => undefined, anchors: null });
    const { subgraph, statements, failures } = unguarded('patients', schema, admin);
    const count = async (first: number) => {
      statements.length = 0;
      const { data } = await ask(
        subgraph,
        CALLERS.clinician,
        `{ patients(first: ${first}) { totalCount nodes { id name { family } proof integrity
          conditions(first: 5) { totalCount nodes { code { code } } }
          encounters(first: 5) { totalCount nodes { id period { start } proof integrity practitioner { name }
            organization { name } patient { id } } } } } }`,
      );
      const patients = data?.['patients'] as { nodes: unknown[] } | null;
      expect(patients?.nodes).toHaveLength(first);
      return statements.length;
    };
    expect(await count(100)).toBe(await count(2));
    expect(statements.length).toBeLessThanOrEqual(16);
    expect(failures).toEqual([]);
  });

  it('takes as many statements in claims as one over few', async () => {
    const { subgraph, statements, failures } = unguarded(
      'claims',
      claimsSchema({ cursorKey: new Uint8Array(32), anchors: null }),
      admin,
    );
    const visits = await admin<{ id: string }[]>`select id from patients.encounter limit 300`;
    const count = async (many: number) => {
      statements.length = 0;
      const r = visits.slice(0, many).map(({ id }) => ({ __typename: 'Encounter', id }));
      const { data } = await ask(
        subgraph,
        CALLERS.clinician,
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Encounter { claims(first: 1) {
          nodes { id total { value } lines { sequence } patient { id } encounter { id } provider { id } } } } } }`,
        { r },
      );
      const entities = data?.['_entities'] as ({ claims: { nodes: unknown[] } } | null)[];
      expect(entities.every((entity) => entity?.claims.nodes.length === 1)).toBe(true);
      return statements.length;
    };
    expect(await count(300)).toBe(await count(2));
    expect(statements.length).toBeLessThanOrEqual(4);
    expect(failures).toEqual([]);
  });
});
