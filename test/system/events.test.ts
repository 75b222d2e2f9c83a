import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Pool } from '@caretrail/db';
import { importFhir } from '@caretrail/db/import';
import { openDeployment, readSettings } from '@caretrail/gateway/launch';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { encounter, organization, patient } from '../../db/import/test/resources.ts';
import { type Asker, openAsker } from './asker.ts';
import { Listener } from './listener.ts';
import { type Programs, startPrograms } from './programs.ts';
import { runFile } from './run-file.ts';

let folder: string;
let sql: Pool;
let importer: Pool;
let asker: Asker;
const open: Listener[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-events-'));
  sql = connect(runFile().database, { max: 1 });
  asker = await openAsker();
  await using deployment = await openDeployment(readSettings({ CARETRAIL_HOME: inject('system').home }));
  importer = connect(deployment.importUrl, { max: 4 });
});
afterAll(async () => {
  for (const listener of open) await listener.leave();
  await importer.end();
  await sql.end();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(
  persona: string,
  last?: string,
  { issued, url }: { readonly issued?: number; readonly url?: string } = {},
): Promise<Listener> {
  const listener = await Listener.open(await asker.headersOf(persona, issued), last, url);
  open.push(listener);
  return listener;
}

const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const visit = (id: string, status = 'finished') =>
  encounter(id, 'live', 'clinic', { status, period: { start: yesterday, end: yesterday } });

/** Imports into Lakeside; returns the record ids of the resources, in order. */
async function bring(...resources: readonly object[]): Promise<readonly string[]> {
  const lines = [organization('clinic'), ...resources].map((one) => JSON.stringify(one));
  const path = join(folder, `${randomUUID()}.ndjson`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const report = await importFhir([path], { sql: importer, custodian: 'lakeside' });
  expect(report.quarantine).toEqual([]);
  const ids = resources.map((one) => String(Reflect.get(one, 'id')));
  const rows = await sql<{ id: string; record: string }[]>`
    select source_id as id, record from intake.source where source_id = any (${ids}) and source = 'lakeside'`;
  return ids.map((id) => rows.find((row) => row.id === id)?.record ?? '');
}
const records = (listener: Listener) =>
  listener.of('record').map(({ record, version }) => `${record}/${version}`);
/** One stream goes on at the first hub, another one breaks three times and goes on at the next: both tell the same. */
async function resume(name: string, hubs: readonly string[]): Promise<void> {
  const at = (round: number) => ({ url: hubs[round % hubs.length] ?? '' });
  const whole = await listen('clinician', undefined, at(0));
  let part = await listen('clinician', undefined, at(0));
  const told: string[] = [];
  for (let round = 1; round <= 3; round++) {
    await bring(...[1, 2, 3].map((n) => visit(`${name}-${round}-${n}`)));
    if (round % 2 === 1) await expect.poll(() => records(part).length, soon).toBeGreaterThan(0);
    await part.leave();
    told.push(...records(part));
    part = await listen('clinician', part.last, at(round));
  }
  await expect.poll(() => records(whole).length, soon).toBe(9);
  await expect.poll(() => told.length + records(part).length, soon).toBe(9);
  // Longer than a stream of a hub without a database waits between two looks: nothing more comes.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect([...told, ...records(part)]).toEqual(records(whole));
  expect([...whole.of('reset'), ...part.of('reset')]).toEqual([]);
  await whole.leave();
  await part.leave();
}
const soon = { timeout: 15_000, interval: 100 };

describe('live events', () => {
  it('are for those who are signed in, by GET, and few at a time', async () => {
    const url = `${inject('system').url}/events`;
    const anonymous = await fetch(url);
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toContain('Bearer');
    const headers = await asker.headersOf('registrar');
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(405);
    const wrong = { ...headers, 'caretrail-purpose': 'TREAT' };
    expect((await fetch(url, { headers: wrong })).status).toBe(403);
    const five = await Promise.all([1, 2, 3, 4, 5].map(() => listen('registrar')));
    expect((await fetch(url, { headers })).status).toBe(429);
    for (const one of five) await one.leave();
    await expect
      .poll(async () => listen('registrar').then((one) => one.leave().then(() => true)), soon)
      .toBe(true);
  });

  it('tell each caller of the records and anchors that they may see', async () => {
    const [clinician, officer, analyst, elsewhere, payer] = await Promise.all(
      ['clinician', 'privacy-officer', 'analyst', 'clinician-northgate', 'adjudicator'].map((name) =>
        listen(name),
      ),
    );
    if (!clinician || !officer || !analyst || !elsewhere || !payer) throw new Error('not all listen');
    const [person, seen] = await bring(patient('live'), visit('live-1'));
    await expect.poll(() => records(clinician), soon).toContain(`${seen}/1`);
    await expect
      .poll(() => records(officer).toSorted(), soon)
      .toEqual([`${person}/1`, `${seen}/1`].toSorted());
    for (const one of [clinician, officer, analyst, elsewhere, payer])
      await expect.poll(() => one.of('anchor').some(({ log }) => log === 'care/lakeside'), soon).toBe(true);
    expect([analyst, elsewhere, payer].flatMap(records)).toEqual([]);
    expect(JSON.stringify(clinician.events)).not.toContain('Koepp');
    const told = await sql`
      select distinct outcome, patients, subject from access.event
      where operation = 'Changes' and ${person ?? ''}::uuid = any (patients)`;
    expect(told.map(({ subject }) => subject).toSorted()).toEqual([
      'lakeside.clinician.1',
      'lakeside.privacy-officer.1',
    ]);
    for (const one of [clinician, officer, analyst, elsewhere, payer]) await one.leave();
  });

  it('are resumed without a gap and without a double, whenever a stream breaks', () =>
    resume('resumed', [inject('system').url]));

  it('begin anew where the place to resume at is somebody else’s, and say so', async () => {
    const registrar = await listen('registrar');
    const clinician = await listen('clinician', registrar.last);
    expect(clinician.of('reset')).toEqual([{}]);
    await registrar.leave();
    await clinician.leave();
  });

  it('end for a person whose consent is taken back, and go on for the others', async () => {
    const [clinician, officer] = [await listen('clinician'), await listen('privacy-officer')];
    const [person] = await bring(patient('live'));
    const id = randomUUID();
    await sql`insert into access.consent (id, patient, actor, permit, valid_from, valid_to)
      values (${id}, ${person ?? ''}, 'lakeside', false, now(), now() + interval '1 day')`;
    try {
      const [denied] = await bring(visit('denied'));
      const [, other] = await bring(
        patient('other'),
        encounter('visit-of-the-other', 'other', 'clinic', { period: { start: yesterday, end: yesterday } }),
      );
      await expect.poll(() => records(officer), soon).toContain(`${denied}/1`);
      await expect.poll(() => records(clinician), soon).toContain(`${other}/1`);
      expect(records(clinician)).not.toContain(`${denied}/1`);
    } finally {
      await sql`delete from access.consent where id = ${id}`;
    }
    await clinician.leave();
    await officer.leave();
  });

  it('end with the case', async () => {
    const auditor = await listen('auditor');
    const headers = await asker.headersOf('auditor');
    const named = headers['caretrail-case'] ?? '';
    await sql`update access.regulatory_case set closed_at = now() where id = ${named}`;
    try {
      await bring(visit('after-the-case'));
      await auditor.ended;
      expect(auditor.of('end')).toEqual([{ code: 'CASE_REQUIRED' }]);
      expect((await fetch(`${inject('system').url}/events`, { headers })).status).toBe(403);
    } finally {
      await sql`update access.regulatory_case set closed_at = null where id = ${named}`;
    }
  });

  it('end with the token', async () => {
    const clinician = await listen('clinician', undefined, {
      issued: Math.floor(Date.now() / 1000) - 3_597,
    });
    await clinician.ended;
    expect(clinician.of('end')).toEqual([{ code: 'EXPIRED' }]);
  });
});

describe('live events of two hubs side by side', () => {
  let programs: Programs;
  beforeAll(async () => {
    programs = await startPrograms();
  }, 60_000);
  afterAll(() => programs?.stop(), 60_000);

  it('are resumed at the other one without a gap and without a double', async () => {
    const hubs = await Promise.all([programs.startHub(), programs.startHub()]);
    await resume(
      'elsewhere',
      hubs.map(({ url }) => url),
    );
  }, 60_000);
});
