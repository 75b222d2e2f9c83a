import { connect, type Pool } from '@caretrail/db';
import { BEGINNING, commitEvents } from '@caretrail/db/access-log';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPatients } from '../index.ts';
import { patientsSchema } from '../schema.ts';
import { type Answer, ask, unguarded } from './ask.ts';
import { CALLERS, clinicianAt } from './callers.ts';
import { fillClinic } from './clinic.ts';
import { CASE, conditionId, encounterId, organizationId, PEOPLE, PRACTITIONER } from './people.ts';

let database: TestDatabase;
let admin: Pool;
let patients: Subgraph;
let alone: ReturnType<typeof unguarded>;
const failures: unknown[] = [];
const { ada, bob, cleo, dan } = PEOPLE;

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await fillClinic(admin);
  const options = {
    cursorKey: new Uint8Array(32),
    pseudonymKey: (member: string) => new TextEncoder().encode(member),
    anchors: null,
  };
  const pool = connect(database.address('caretrail_patients'));
  patients = createPatients({ ...options, pool, onFailure: (error) => failures.push(error) });
  alone = unguarded('patients', patientsSchema(options), admin);
});
beforeEach(async () => {
  await admin`truncate access.event`;
});
afterAll(async () => {
  expect([...failures, ...alone.failures]).toEqual([]);
  await patients?.close();
  await admin?.end();
  await database?.stop();
});

const LIST = `query ($patient: ID, $first: Int, $after: String, $filter: AccessFilter) {
  accessLog(patient: $patient, first: $first, after: $after, filter: $filter) {
    nodes { id day first last requests tier role organization { slug } reader readerName own purpose case outcome emergency
      unvisited anchor classes people patients }
    pageInfo { hasNextPage endCursor } totalCount notLogged } }`;

interface Entry {
  readonly id: string;
  readonly day: string;
  readonly last: string;
  readonly requests: number;
  readonly reader: string | null;
  readonly outcome: string;
  readonly anchor: string;
  readonly patients: readonly string[];
}
interface Log {
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
  readonly notLogged: readonly string[];
}

const logOf = ({ data, errors }: Answer): Log => {
  expect(errors).toBeUndefined();
  return data?.['accessLog'] as Log;
};
/** The same with row-level security and without it: each layer alone says it. The reads that this makes are taken back. */
async function log(caller: Caller, variables: Record<string, unknown> = {}): Promise<Log> {
  const single = logOf(await ask(alone.subgraph, caller, LIST, variables));
  const both = logOf(await ask(patients, caller, LIST, variables));
  await admin`delete from access.event where request = 'request-1'`;
  const place = ({ pageInfo: { endCursor: _, ...rest }, ...page }: Log) => ({ ...page, pageInfo: rest });
  expect(place(both)).toEqual(place(single));
  return both;
}
const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']);

let written = 0;
const event = (change: object) =>
  admin`insert into access.event ${admin({
    ...{ request: `written-${written++}`, subgraph: 'patients', tier: 'hospital', role: 'clinician' },
    ...{ subject: 'clinician@lakeside', organization: 'lakeside', purpose: 'TREAT', classes: ['clinical'] },
    ...{
      patients: [ada],
      policies: ['clinical.see'],
      consents: [],
      outcome: 'PERMITTED',
      at: '2024-05-02T10:00:00Z',
    },
    ...change,
  })}`;
const elsewhere = { subject: 'clinician@northgate', organization: 'northgate' };

describe('a person finds who looked at their record', () => {
  it('one entry a reader, day and purpose, however often and in how many subgraphs', async () => {
    await event({ request: 'chart', at: '2024-05-02T08:00:00Z' });
    await event({ request: 'chart', at: '2024-05-02T08:00:00Z', subgraph: 'claims', classes: ['claim'] });
    await event({ at: '2024-05-02T09:30:00Z', classes: ['person'], patients: [ada, bob] });
    await event({ at: '2024-05-03T09:30:00Z' });
    await event({ purpose: 'ETREAT', emergency: [ada] });
    await event({ ...elsewhere, unvisited: [ada] });
    await event({ patients: [bob], emergency: [bob] });
    const { nodes, totalCount, notLogged } = await log(CALLERS.patient);
    expect(totalCount).toBe(4);
    expect(nodes[0]).toMatchObject({ day: '2024-05-03' });
    expect(nodes).toContainEqual(
      expect.objectContaining({
        ...{
          day: '2024-05-02',
          first: '2024-05-02T08:00:00.000Z',
          last: '2024-05-02T09:30:00.000Z',
          requests: 2,
        },
        ...{
          classes: ['claim', 'clinical', 'person'],
          people: 1,
          patients: [ada],
          emergency: false,
          unvisited: false,
        },
        ...{
          role: 'clinician',
          organization: { slug: 'lakeside' },
          purpose: 'TREAT',
          own: false,
          readerName: null,
        },
      }),
    );
    expect(nodes).toContainEqual(
      expect.objectContaining({ purpose: 'ETREAT', emergency: true, unvisited: false }),
    );
    expect(nodes).toContainEqual(
      expect.objectContaining({ organization: { slug: 'northgate' }, emergency: false, unvisited: true }),
    );
    expect(new Set(nodes.map(({ reader }) => reader)).size).toBe(2);
    for (const { reader } of nodes) expect(reader).toMatch(/^[0-9a-f]{64}$/);
    expect(notLogged).toContain('DATABASE_ADMINISTRATOR');
    expect(JSON.stringify(nodes)).not.toContain(bob);
  });

  it('practitioners by name, and no mark that is another person’s', async () => {
    await event({ subject: PRACTITIONER, patients: [ada, bob], emergency: [bob], unvisited: [bob] });
    expect((await log(CALLERS.patient)).nodes).toMatchObject([
      { readerName: 'Dr. Grace Hopper', emergency: false, unvisited: false },
    ]);
  });

  it('not what was refused, and nothing of another person', async () => {
    await event({ outcome: 'REFUSED' });
    await event({ patients: [bob] });
    expect(await log(CALLERS.patient)).toMatchObject({ nodes: [], totalCount: 0 });
    expect(await log(CALLERS.patient, { patient: bob })).toMatchObject({ nodes: [], totalCount: 0 });
    expect((await log({ ...CALLERS.patient, subject: bob })).totalCount).toBe(1);
  });

  it('filtered by day, organization, purpose and mark, and without their own', async () => {
    await event({});
    await event({ at: '2024-05-04T00:00:00Z', ...elsewhere });
    await event({ purpose: 'ETREAT', emergency: [ada], at: '2024-05-05T23:59:59Z' });
    await event({ tier: 'patient', role: null, subject: ada, organization: null, purpose: 'PATRQT' });
    const days = async (filter: object) =>
      (await log(CALLERS.patient, { filter })).nodes.map(({ day }) => day.slice(-2)).join();
    expect(await days({})).toBe('05,04,02,02');
    expect(await days({ from: '2024-05-04' })).toBe('05,04');
    expect(await days({ to: '2024-05-04' })).toBe('04,02,02');
    expect(await days({ organization: organizationId(2) })).toBe('04');
    expect(await days({ purpose: 'ETREAT' })).toBe('05');
    expect(await days({ onlyEmergency: true })).toBe('05');
    expect(await days({ onlyUnvisited: true })).toBe('');
    expect(await days({ hideOwn: true })).toBe('05,04,02');
    for (const filter of [{ from: '2024-02-30' }, { organization: 'lakeside' }, { purpose: 'FUN' }])
      expect(codes(await ask(patients, CALLERS.patient, LIST, { filter }))).toEqual(['BAD_USER_INPUT']);
  });
});

const COUNTS = `query ($visits: [ID!]!) {
  accessCounts(encounters: $visits) { encounter requests readers last emergency unvisited } }`;
const visits = [1, 2, 4, 5].map(encounterId);

interface Count {
  readonly encounter: string;
  readonly requests: number;
}

/** Counts of the visits that the caller may know of, with row-level security and without. */
async function counts(caller: Caller): Promise<readonly Count[]> {
  const told = async (subgraph: Subgraph) => {
    const { data, errors } = await ask(subgraph, caller, COUNTS, { visits });
    expect(errors).toBeUndefined();
    return (data as { accessCounts: Count[] }).accessCounts.toSorted((a, b) =>
      a.encounter.localeCompare(b.encounter),
    );
  };
  const both = await told(patients);
  expect(both).toEqual(await told(alone.subgraph));
  await admin`delete from access.event where request = 'request-1'`;
  return both;
}

describe('a visit', () => {
  it('stands in the event of who read something of it', async () => {
    const lakeside = clinicianAt('lakeside');
    await ask(patients, lakeside, `{ condition(id: "${conditionId(1)}") { month } }`);
    await ask(patients, lakeside, `{ patient(id: "${ada}") { encounters { nodes { month } } } }`);
    expect(await admin`select encounters from access.event order by cardinality(encounters)`).toEqual([
      { encounters: [encounterId(1)] },
      { encounters: [encounterId(1), encounterId(2)] },
    ]);
    const { nodes } = await log(CALLERS.patient, { filter: { encounter: encounterId(2) } });
    expect(nodes).toMatchObject([{ requests: 1 }]);
  });

  it('is counted for its person, their custodian and their case, by who else has looked', async () => {
    await event({ encounters: [encounterId(1)], request: 'chart' });
    await event({ encounters: [encounterId(1)], request: 'chart', subgraph: 'claims' });
    await event({ encounters: [encounterId(1), encounterId(2)], emergency: [ada] });
    await event({ ...elsewhere, encounters: [encounterId(1)], unvisited: [ada] });
    await event({
      tier: 'patient',
      role: null,
      subject: ada,
      organization: null,
      encounters: [encounterId(1)],
    });
    await event({ outcome: 'REFUSED', encounters: [encounterId(1)] });
    await event({ patients: [ada, bob], encounters: [encounterId(4)], emergency: [bob] });
    const last = '2024-05-02T10:00:00.000Z';
    const first = {
      encounter: encounterId(1),
      requests: 3,
      readers: 2,
      last,
      emergency: true,
      unvisited: true,
    };
    const second = {
      encounter: encounterId(2),
      requests: 1,
      readers: 1,
      last,
      emergency: true,
      unvisited: false,
    };
    expect(await counts(CALLERS.patient)).toEqual([first, second]);
    // What the own organization read; of the person themselves it knows nothing here.
    expect(await counts(CALLERS.privacyOfficer)).toMatchObject([{ requests: 2 }, { requests: 1 }]);
    expect(await counts(CALLERS.auditor)).toMatchObject([
      { requests: 4, readers: 3, last: '2024-05-02T00:00:00.000Z' },
      { requests: 1 },
    ]);
    expect(await counts({ ...CALLERS.patient, subject: bob })).toMatchObject([
      { encounter: encounterId(4), requests: 1, emergency: true },
    ]);
  });

  it('of another person tells nothing, though one event names both', async () => {
    await event({ patients: [ada, bob], encounters: [encounterId(1), encounterId(4)] });
    for (const caller of [CALLERS.patient, CALLERS.privacyOfficer, CALLERS.auditor]) {
      const found = await log(caller, { filter: { encounter: encounterId(4) } });
      expect(found).toMatchObject({ nodes: [], totalCount: 0 });
      expect((await counts(caller)).map(({ encounter }) => encounter)).not.toContain(encounterId(4));
    }
    for (const encounter of ['4', `${encounterId(1)} `])
      expect(codes(await ask(patients, CALLERS.patient, LIST, { filter: { encounter } }))).toEqual([
        'BAD_USER_INPUT',
      ]);
  });

  it('whose counts are read stands in the log again', async () => {
    await ask(patients, CALLERS.patient, COUNTS, { visits });
    expect(await admin`select patients, policies, encounters from access.event`).toEqual([
      { patients: [ada], policies: ['accesslog.read'], encounters: [] },
    ]);
  });
});

describe('how far the ledger is', () => {
  it('is told of an entry by the last of its events', async () => {
    const worker = connect(database.address('caretrail_worker'));
    await event({});
    await event({ at: '2024-05-02T11:00:00Z' });
    await event({ at: '2024-05-04T11:00:00Z', patients: [bob] });
    expect((await log(CALLERS.patient)).nodes).toMatchObject([{ anchor: 'PENDING' }]);
    await commitEvents(worker, BEGINNING);
    await worker.end();
    await admin`update provenance.version set position = place.position from (
      select hash, row_number() over (order by recorded_at) - 1 as position from provenance.version where type = 'AuditEvent'
    ) place where place.hash = version.hash`;
    const checkpoint = (size: number, state: string) =>
      admin`insert into provenance.checkpoint ${admin({ log: 'care/lakeside/access', size, previous_size: size - 1, root: Buffer.alloc(32), state })}`;
    const anchors = async (caller: Caller) =>
      Object.fromEntries((await log(caller)).nodes.map(({ day, anchor }) => [day.slice(-2), anchor]));
    await checkpoint(1, 'ANCHORED');
    expect(await anchors(CALLERS.patient)).toEqual({ '02': 'PENDING' });
    await checkpoint(2, 'ANCHORED');
    await checkpoint(3, 'FAILED');
    expect(await anchors(CALLERS.patient)).toEqual({ '02': 'ANCHORED' });
    expect(await anchors(CALLERS.privacyOfficer)).toEqual({ '02': 'ANCHORED', '04': 'FAILED' });
    expect(await anchors(CALLERS.auditor)).toEqual({ '02': 'ANCHORED' });
    await admin`delete from provenance.version where type = 'AuditEvent'`;
    await admin`truncate provenance.checkpoint, access.event_version`;
  });
});

describe('a page', () => {
  it('leads to the next one, of the same filter alone, for an organization whose days are long', async () => {
    await admin`insert into access.event (request, subgraph, tier, role, subject, organization, purpose, classes, patients, policies,
      consents, outcome, at)
      select 'many-' || n, 'patients', 'hospital', 'clinician', 'reader-' || n % 7, 'lakeside', 'TREAT', '{clinical}',
        array[${ada}::uuid], '{clinical.see}', '{}', 'PERMITTED', '2024-01-01T12:00:00Z'::timestamptz + n * interval '6 minutes'
      from generate_series(1, 3000) n`;
    for (const caller of [CALLERS.privacyOfficer, CALLERS.auditor]) {
      const { totalCount } = await log(caller);
      const seen: string[] = [];
      let requests = 0;
      for (let after: string | null = null; ; ) {
        const page: Log = await log(caller, { first: 40, after });
        seen.push(...page.nodes.map(({ id }) => id));
        requests += page.nodes.reduce((sum, entry) => sum + entry.requests, 0);
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
        const other = await ask(patients, caller, LIST, { after, filter: { hideOwn: true } });
        expect(codes(other)).toEqual(['BAD_USER_INPUT']);
        await admin`delete from access.event where request = 'request-1'`;
      }
      expect(seen).toHaveLength(totalCount);
      expect(new Set(seen).size).toBe(totalCount);
      expect(requests).toBe(3000);
    }
  });
});

describe('a privacy officer and an auditor', () => {
  it('find refusals: those of the own organization, and those of the people of the case', async () => {
    await event({ outcome: 'REFUSED', patients: [] });
    await event({ outcome: 'REFUSED', ...elsewhere });
    await event({ patients: [ada, dan], at: '2024-05-03T10:00:00Z' });
    await event({ patients: [cleo], ...elsewhere });
    const officer = await log(CALLERS.privacyOfficer);
    // Of dan’s record another organization is the keeper.
    expect(officer.nodes).toMatchObject([
      { reader: 'clinician@lakeside', outcome: 'PERMITTED', people: 1, patients: [ada] },
      { reader: 'clinician@lakeside', outcome: 'REFUSED', people: 0, patients: [] },
    ]);
    expect((await log(CALLERS.privacyOfficer, { patient: ada })).totalCount).toBe(1);
    expect((await log(CALLERS.privacyOfficer, { patient: dan })).totalCount).toBe(0);
    expect((await log(CALLERS.privacyOfficer, { filter: { onlyRefused: true } })).totalCount).toBe(1);
    const auditor = await log(CALLERS.auditor);
    expect(
      auditor.nodes.map(({ day, outcome, patients: told, last }) => ({ day, outcome, told, last })),
    ).toEqual([
      { day: '2024-05-03', outcome: 'PERMITTED', told: [ada], last: '2024-05-03T00:00:00.000Z' },
      { day: '2024-05-02', outcome: 'REFUSED', told: [ada], last: '2024-05-02T00:00:00.000Z' },
    ]);
    expect((await log(CALLERS.auditor, { patient: cleo })).totalCount).toBe(0);
    await admin`update access.regulatory_case set closed_at = now() where id = ${CASE}`;
    expect((await log(CALLERS.auditor)).totalCount).toBe(0);
    await admin`update access.regulatory_case set closed_at = null where id = ${CASE}`;
  });

  it('are the only ones beside the person', async () => {
    for (const name of ['clinician', 'registrar', 'analyst', 'adjudicator', 'public'] as const)
      expect(codes(await ask(patients, CALLERS[name], LIST)), name).toEqual(['FORBIDDEN_ROLE']);
    expect(codes(await ask(patients, { ...CALLERS.auditor, case: null }, LIST))).toEqual(['CASE_REQUIRED']);
    expect(codes(await ask(patients, { ...CALLERS.auditor, purpose: 'PUBHLTH' }, LIST))).toEqual([
      'FORBIDDEN_PURPOSE',
    ]);
  });
});

describe('what a clinician reads', () => {
  it('is marked where their organization had no visit of the person, whatever opened it', async () => {
    const clinician = clinicianAt('lakeside');
    await ask(
      patients,
      clinician,
      `{ a: patient(id: "${ada}") { state } d: patient(id: "${dan}") { state } }`,
    );
    expect(await admin`select patients, unvisited from access.event`).toEqual([
      { patients: [ada, dan].toSorted(), unvisited: [dan] },
    ]);
    const { nodes } = await log({ ...CALLERS.patient, subject: dan }, { filter: { onlyUnvisited: true } });
    expect(nodes).toMatchObject([{ unvisited: true }]);
  });
});

describe('reading the log', () => {
  it('stands in it, once, and shows in the next reading', async () => {
    await event({ patients: [ada, cleo] });
    await ask(patients, CALLERS.privacyOfficer, LIST);
    expect(
      await admin`select role, patients, policies, outcome from access.event where request = 'request-1'`,
    ).toEqual([
      {
        ...{ role: 'privacy_officer', patients: [ada, cleo].toSorted() },
        ...{ policies: ['accesslog.read'], outcome: 'PERMITTED' },
      },
    ]);
    const next = logOf(await ask(patients, CALLERS.patient, LIST)).nodes;
    expect(next).toMatchObject([{ role: 'privacy_officer' }, { role: 'clinician' }]);
    expect(
      await admin`select patients from access.event where request = 'request-1' and tier = 'patient'`,
    ).toEqual([{ patients: [ada] }]);
  });

  it('stands in it where it shows nobody, too', async () => {
    await ask(patients, CALLERS.patient, LIST);
    await ask(patients, CALLERS.privacyOfficer, LIST);
    await ask(patients, CALLERS.privacyOfficer, LIST, { patient: bob });
    expect(
      await admin`select tier, patients, outcome from access.event order by at, outcome, tier desc`,
    ).toEqual([
      { tier: 'patient', patients: [ada], outcome: 'PERMITTED' },
      { tier: 'hospital', patients: [], outcome: 'PERMITTED' },
      { tier: 'hospital', patients: [bob], outcome: 'REFUSED' },
    ]);
  });
});
