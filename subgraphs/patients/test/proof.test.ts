import { connect, type Pool } from '@caretrail/db';
import { AnchorCheck, extendLog } from '@caretrail/db/provenance';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPatients } from '../index.ts';
import { ask } from './ask.ts';
import { CALLERS } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { encounterId, PEOPLE } from './people.ts';

/** The ledger is taken at its word here: what stands on it is tried where the receipts are. */
class BelievedAnchors extends AnchorCheck {
  override isVerified(): boolean {
    return true;
  }
}

let database: TestDatabase;
let admin: Pool;
let patients: Subgraph;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  patients = createPatients({
    pool: connect(database.address('caretrail_patients')),
    cursorKey: new Uint8Array(32),
    pseudonymKey: () => undefined,
    anchors: new BelievedAnchors(new Uint8Array()),
    onFailure: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await patients?.close();
  await admin?.end();
  await database?.stop();
});

interface Leaf {
  readonly index: number;
  readonly value: unknown;
}

/** What a proof opens: values by leaf index. */
async function opened(caller: Caller, record: string, fields?: readonly string[]) {
  const [root, id] = record.split('/');
  const { data, errors } = await ask(
    patients,
    caller,
    `query ($id: ID!, $fields: [String!]) { ${root}(id: $id) { proof(fields: $fields) } }`,
    { id, fields },
  );
  const row = data?.[root ?? ''] as { proof: { leaves: Leaf[] } | null } | null;
  if (errors !== undefined) return errors[0]?.extensions['code'];
  return row?.proof?.leaves.map(({ index, value }) => (index === 0 ? 0 : [index, value])) ?? null;
}

const integrity = async (caller: Caller, record: string) => {
  const [root, id] = record.split('/');
  const { data } = await ask(patients, caller, `query ($id: ID!) { ${root}(id: $id) { integrity } }`, { id });
  return (data?.[root ?? ''] as { integrity: string } | null)?.integrity;
};

const ADA = `patient/${PEOPLE.ada}`;
const VISIT = `encounter/${encounterId(1)}`;

describe('a proof', () => {
  it('is null, and integrity not checkable, while nothing is anchored', async () => {
    expect(await opened(CALLERS.patient, ADA)).toBeNull();
    expect(await integrity(CALLERS.patient, ADA)).toBe('NOT_CHECKABLE');
    for (const organization of ['lakeside', 'northgate']) {
      const log = `care/${organization}`;
      await admin`insert into provenance.log ${admin({ name: log, organization })}`;
      await admin.begin((sql) => extendLog(sql, log));
    }
    await admin`update provenance.checkpoint set state = 'ANCHORED', transaction = 'tx'`;
  });

  it('opens the fields that were asked for', async () => {
    expect(await opened(CALLERS.clinician, ADA, ['state', 'birthDate'])).toEqual([
      0,
      [6, 'Massachusetts'],
      [12, '1980-05-06'],
    ]);
  });

  it('opens to each caller what they may read, and no more', async () => {
    const found: Record<string, unknown> = {};
    for (const [name, caller] of Object.entries(CALLERS)) found[name] = await opened(caller, VISIT);
    expect(found).toMatchSnapshot();
  });

  it('of a refused field is refused', async () => {
    expect(await opened(CALLERS.privacyOfficer, VISIT, ['month', 'period'])).toBe('FORBIDDEN_ROLE');
    expect(await opened(CALLERS.clinician, `patient/${PEOPLE.gil}`, ['name'])).toBe('CONSENT_DENIED');
  });

  it('opens no birth year that the caller reads as null', async () => {
    expect(await opened(CALLERS.clinician, `patient/${PEOPLE.gil}`)).toEqual([
      0,
      [5, 'FEMALE'],
      [6, 'Massachusetts'],
      [7, '019'],
    ]);
    expect(await opened(CALLERS.clinician, `patient/${PEOPLE.gil}`, ['birthYear'])).toEqual([0]);
    expect(await integrity(CALLERS.clinician, `patient/${PEOPLE.gil}`)).toBe('MATCH');
  });

  it('knows no field of another tier: its name is answered like one that never was', async () => {
    const words = async (field: string) => {
      const text = 'query ($id: ID!, $fields: [String!]) { patient(id: $id) { proof(fields: $fields) } }';
      const { errors } = await ask(patients, CALLERS.adjudicator, text, { id: PEOPLE.ada, fields: [field] });
      return errors?.map(({ message, extensions }) => [message, extensions]);
    };
    const never = await words('nickname');
    expect(JSON.stringify(never)).not.toMatch(/name,|birthDate|telecom/);
    expect(await words('birthDate')).toEqual(never);
    expect(await opened(CALLERS.adjudicator, ADA, ['sex'])).not.toBe('BAD_USER_INPUT');
  });

  it('takes committed fields alone', async () => {
    for (const fields of [['pseudonym'], ['version'], Array(25).fill('state')])
      expect(await opened(CALLERS.patient, ADA, fields)).toBe('BAD_USER_INPUT');
  });
});

describe('integrity', () => {
  it('matches for everyone who sees the record, whatever they may read of it', async () => {
    for (const caller of [CALLERS.patient, CALLERS.clinician, CALLERS.auditor, CALLERS.privacyOfficer])
      expect(await integrity(caller, VISIT)).toBe('MATCH');
  });

  it('tells a value that was changed behind the back, to who may read it', async () => {
    await admin`update patients.encounter_detail set period_start = '2024-01-11T08:00:00.000Z'
      where encounter = ${encounterId(1)}`;
    expect(await integrity(CALLERS.clinician, VISIT)).toBe('MISMATCH');
    expect(await opened(CALLERS.clinician, VISIT)).toBeNull();
    // The auditor's own view is untouched: the exact time is no leaf of theirs.
    expect(await integrity(CALLERS.auditor, VISIT)).toBe('MATCH');
  });

  it('tells an agent that was changed behind the back', async () => {
    await admin`update provenance.version set agent = 'somebody' where record = ${PEOPLE.ada}`;
    expect(await integrity(CALLERS.patient, ADA)).toBe('MISMATCH');
  });

  it('says erased where values and salts are gone', async () => {
    const id = encounterId(2);
    await admin`delete from patients.encounter_version where record = ${id}`;
    await admin`delete from patients.encounter_detail_version where record = ${id}`;
    expect(await integrity(CALLERS.patient, `encounter/${id}`)).toBe('ERASED');
    expect(await opened(CALLERS.patient, `encounter/${id}`)).toBeNull();
  });
});
