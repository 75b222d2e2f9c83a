import { connect, type Pool } from '@caretrail/db';
import { eraseOrdered } from '@caretrail/db/erasure';
import { importInputs } from '@caretrail/db/import';
import { HEADER_LEAVES, RECORD_TYPES } from '@caretrail/db/records';
import { startTestDatabase } from '@caretrail/db/testing';
import type { Hub } from '@caretrail/gateway';
import { PUBLIC_CALLER } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { marked } from '../../db/erasure/test/marked.ts';
import { ndjson } from '../../db/import/test/ndjson.ts';
import { organization, patient, practitioner } from '../../db/import/test/resources.ts';
import { ask, begin, ExportStage, filesOf, finished } from './stage.ts';

let stage: ExportStage;
/** Whether the hub of all tests leaves exports to others. */
let rests = false;
const resting = (exports: ReturnType<ExportStage['exports']>) => ({
  ...exports,
  claim: async () => (rests ? null : exports.claim()),
});
let hub: Hub;
const ids = new Map<string, string>();

beforeAll(async () => {
  stage = await ExportStage.open();
  const crowd = Array.from({ length: 230 }, (_, at) => patient(`crowd-${at}`));
  await importInputs(
    [
      ndjson('all.ndjson', [
        organization('org'),
        practitioner('pra'),
        ...marked('pat', 'Meier'),
        ...marked('other', 'Kunz'),
        ...crowd,
      ]),
    ],
    { sql: stage.pool('caretrail_import'), custodian: 'lakeside' },
  );
  for (const name of ['pat', 'other']) {
    const [row] =
      await stage.admin`select record from intake.source where type = 'Patient' and source_id = ${name}`;
    ids.set(name, row?.['record']);
  }
  hub = await stage.hub(resting(stage.exports()));
});
afterAll(async () => {
  expect(stage.failures).toEqual([]);
  await stage?.close();
});
beforeEach(async () => {
  rests = false;
  await stage.admin`truncate access.event, access.export_job cascade`;
  const own = (name: string) =>
    ({
      ...PUBLIC_CALLER,
      ...{ tier: 'patient', subject: ids.get(name) ?? '', purpose: 'PATRQT', purposes: ['PATRQT'] },
    }) as const;
  const registrar = {
    ...PUBLIC_CALLER,
    ...{ tier: 'hospital', role: 'registrar', organization: 'lakeside', subject: 'registrar@lakeside' },
    ...{
      purpose: 'PATADMIN',
      purposes: ['PATADMIN', 'HPAYMT'],
      authenticatedAt: Math.floor(Date.now() / 1000),
    },
  } as const;
  Object.assign(stage.callers, {
    ...{ pat: own('pat'), other: own('other'), registrar, stale: { ...registrar, authenticatedAt: null } },
    elsewhere: { ...registrar, organization: 'northgate' },
    clinician: { ...registrar, role: 'clinician', purpose: 'TREAT', purposes: ['TREAT'] },
    narrow: { ...own('pat'), scopes: ['patient/Patient.rs'] },
  });
});

const all = async (who: string, on = hub) => {
  const path = await begin(on, who);
  const manifest = await finished(on, who, path);
  return { path, manifest, files: await filesOf(on, who, manifest) };
};

describe('a person’s own export', () => {
  it('has all that they may read, one file a type, as FHIR that is taken in again as it was', async () => {
    const { manifest, files } = await all('pat');
    expect([...files.keys()].toSorted()).toEqual(
      [...Object.keys(RECORD_TYPES), 'ExplanationOfBenefit'].toSorted(),
    );
    expect(manifest).toMatchObject({ requiresAccessToken: true, request: `${hub.url}/fhir/Patient/$export` });
    expect(JSON.stringify([...files])).not.toContain('Kunz');
    const again = await startTestDatabase();
    const [admin, sql] = [connect(again.admin), connect(again.address('caretrail_import'))];
    const lines = [...files.values()].flat();
    const named = (type: string) => [
      ...new Set(
        [...JSON.stringify(lines).matchAll(new RegExp(`${type}/([0-9a-f-]{36})`, 'g'))].map(
          ([, id = '']) => id,
        ),
      ),
    ];
    const around = [
      ...named('Organization').map((id) => organization(id)),
      ...named('Practitioner').map((id) => ({ ...practitioner(id), id })),
    ];
    const report = await importInputs([ndjson('again.ndjson', [...around, ...lines])], {
      sql,
      custodian: 'lakeside',
    });
    expect(report.quarantine).toEqual([]);
    for (const { type, see, content } of Object.values(RECORD_TYPES))
      for (const { versionTable } of [see, content])
        expect(await values(admin, versionTable, null), type).toEqual(
          await values(stage.admin, versionTable, ids.get('pat') ?? ''),
        );
    await Promise.all([admin.end(), sql.end()]);
    await again.stop();
  });

  it('is a disclosure that is on record before the first byte leaves', async () => {
    const path = await begin(hub, 'pat', '?_type=Condition');
    await finished(hub, 'pat', path);
    await stage.admin`truncate access.event`;
    await stage.admin`alter table access.event add constraint nothing check (false) not valid`;
    const failed = await ask(hub, 'pat', `${path}/Condition-1.ndjson`);
    await stage.admin`alter table access.event drop constraint nothing`;
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain('Meier');
    stage.failures.length = 0;
    expect((await ask(hub, 'pat', `${path}/Condition-1.ndjson`)).text).toContain('Meier');
    expect(await stage.admin`select operation, policies, patients, outcome from access.event`).toEqual([
      { operation: 'Export', policies: ['export.fetch'], patients: [ids.get('pat')], outcome: 'PERMITTED' },
    ]);
  });

  it('keeps the scale of amounts', async () => {
    const path = await begin(hub, 'pat', '?_type=Claim');
    await finished(hub, 'pat', path);
    expect((await ask(hub, 'pat', `${path}/Claim-1.ndjson`)).text).toContain(
      '"total":{"value":125,"currency":"USD"}',
    );
  });

  it('begins once at a time', async () => {
    rests = true;
    await begin(hub, 'pat');
    expect((await ask(hub, 'pat', '/fhir/$export', { headers: { prefer: 'respond-async' } })).status).toBe(
      429,
    );
    await begin(hub, 'other');
  });
});

/** What the newest versions of a type say of themselves, with ids masked; of one person, or of all. */
async function values(sql: Pool, table: string, person: string | null): Promise<string[]> {
  const rows = await sql<{ values: readonly unknown[] }[]>`
    select values from ${sql(table)} v where (${person}::uuid is null or patient = ${person}::uuid)
      and not exists (select from ${sql(table)} n where n.record = v.record and n.number > v.number)`;
  return rows
    .map((row) =>
      JSON.stringify(
        table.includes('_detail') || table.includes('_identity')
          ? row.values
          : row.values.slice(HEADER_LEAVES),
      ).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'),
    )
    .toSorted();
}

describe('what an organization keeps', () => {
  it('is exported as far as its registrar may read it, and to nobody else', async () => {
    const { files } = await all('registrar');
    expect([...files.keys()]).toEqual(['Patient']);
    expect(files.get('Patient')).toHaveLength(232);
    expect((await all('elsewhere')).files.size).toBe(0);
    const headers = { prefer: 'respond-async' };
    const refused = await ask(hub, 'registrar', '/fhir/$export?_type=Patient,Observation', { headers });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Observation')]);
    for (const who of ['stale', 'clinician'])
      expect((await ask(hub, who, '/fhir/$export', { headers })).status, who).toBe(403);
    expect((await ask(hub, null, '/fhir/$export', { headers })).status).toBe(401);
  });
});

describe('a kick-off', () => {
  it.each([
    ['without Prefer', '/fhir/$export', {}],
    ['of another format', '/fhir/$export?_outputFormat=csv', { prefer: 'respond-async' }],
    ['of a type that is not held', '/fhir/$export?_type=Device', { prefer: 'respond-async' }],
    ['since a time', '/fhir/$export?_since=2020-01-01T00:00:00Z', { prefer: 'respond-async' }],
  ])('%s is refused', async (_, path, headers) => {
    const { status, text } = await ask(hub, 'pat', path, { headers });
    expect([status, JSON.parse(text).resourceType]).toEqual([400, 'OperationOutcome']);
  });
});

describe('an export of somebody else’s', () => {
  it('is none: status, files and cancelling answer as for one that never was', async () => {
    const { path } = await all('pat');
    const never = '/fhir/export/00000000-0000-4000-8000-000000000000';
    for (const who of ['other', 'registrar'])
      for (const [rest, method] of [
        ['', 'GET'],
        ['/Patient-1.ndjson', 'GET'],
        ['', 'DELETE'],
      ] as const) {
        const [found, none] = await Promise.all([
          ask(hub, who, `${path}${rest}`, { method }),
          ask(hub, who, `${never}${rest}`, { method }),
        ]);
        expect([found.status, found.text]).toEqual([404, none.text]);
      }
    expect((await ask(hub, 'pat', path)).status).toBe(200);
    expect((await ask(hub, 'clinician', path)).status).toBe(403);
  });

  it('is not reached by any trick of a path', async () => {
    const path = await begin(hub, 'pat', '?_type=Patient');
    await finished(hub, 'pat', path);
    const tricks = [
      '/../../../etc/passwd',
      '/..%2f..%2fetc%2fpasswd',
      '/Patient-1.ndjson/..',
      '/Patient-1.ndjson%00',
    ];
    const names = [
      'Patient-0',
      'Patient-01',
      'patient-1',
      'constructor-1',
      '__proto__-1',
      'Patient-999999',
      "Patient'-1",
    ];
    const others = ['/Patient-1', '//Patient-1.ndjson', '/Patient-1.ndjson%3bx', '/Condition-1.ndjson'];
    for (const trick of [...tricks, ...names.map((name) => `/${name}.ndjson`), ...others]) {
      const { status, text } = await ask(hub, 'pat', `${path}${trick}`);
      expect(status, trick).toBe(404);
      expect(text).not.toContain('Meier');
    }
  });
});

describe('who has lost rights since', () => {
  it('is not sent a file any more', async () => {
    const { path } = await all('pat');
    await stage.admin`update access.delegate set until = now() where patient = ${ids.get('pat') ?? ''}`;
    await stage.admin`truncate access.event`;
    const { status, text } = await ask(hub, 'pat', `${path}/Patient-1.ndjson`);
    await stage.admin`update access.delegate set until = 'infinity' where patient = ${ids.get('pat') ?? ''}`;
    expect(status).toBe(410);
    expect(text).not.toContain('Meier');
    expect(await stage.admin`select outcome, patients from access.event`).toEqual([
      { outcome: 'REFUSED', patients: [ids.get('pat')] },
    ]);
  });

  it('in the middle has no further page', async () => {
    rests = true;
    const { hub: slow, resume } = await stopped(2);
    const path = await begin(slow, 'pat');
    await resume.reached;
    await stage.admin`update access.delegate set until = now() where patient = ${ids.get('pat') ?? ''}`;
    resume.go();
    const { output } = await finished(slow, 'pat', path);
    await stage.admin`update access.delegate set until = 'infinity' where patient = ${ids.get('pat') ?? ''}`;
    // What had been read by then is kept; `Condition` was in hand.
    expect(output.map(({ type }) => type)).toEqual(['Condition', 'Encounter', 'Patient']);
    await slow.close();
  });

  it('by narrower scopes is sent what those leave', async () => {
    const { path } = await all('pat');
    expect((await ask(hub, 'narrow', `${path}/Patient-1.ndjson`)).status).toBe(200);
    expect((await ask(hub, 'narrow', `${path}/Condition-1.ndjson`)).status).toBe(403);
  });
});

/** A hub whose exports stop before they keep a step. */
async function stopped(before: number, lapse?: number) {
  const kept = stage.exports(lapse);
  let [steps, reach, go] = [0, () => {}, () => {}];
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const going = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = await stage.hub({
    ...kept,
    keep: async (...step) => {
      steps++;
      if (steps === before + 1) {
        reach();
        await going;
      }
      return kept.keep(...step);
    },
  });
  return { hub: slow, resume: { reached, go } };
}

describe('an export', () => {
  it('goes on at another hub where the first was stopped, with nothing twice and nothing left out', async () => {
    const straight = [...(await all('pat')).files].toSorted();
    await stage.admin`truncate access.export_job cascade`;
    rests = true;
    const { hub: first, resume } = await stopped(4);
    const path = await begin(first, 'pat');
    await resume.reached;
    const waiting = await ask(first, 'pat', path);
    expect([waiting.status, waiting.headers['x-progress']]).toEqual([
      202,
      'DiagnosticReport, type 5 of 11, 4 resources',
    ]);
    const second = await stage.hub(stage.exports(100));
    const ended = async () =>
      [...(await filesOf(second, 'pat', await finished(second, 'pat', path)))].toSorted();
    expect(await ended()).toEqual(straight);
    // The first one comes back, and what it had in hand is not kept a second time.
    resume.go();
    await first.close();
    expect(await ended()).toEqual(straight);
    await second.close();
  });

  it('is cancelled while it runs, and leaves nothing', async () => {
    rests = true;
    const { hub: slow, resume } = await stopped(2);
    const path = await begin(slow, 'pat');
    await resume.reached;
    expect((await ask(slow, 'pat', path, { method: 'DELETE' })).status).toBe(202);
    resume.go();
    expect((await ask(slow, 'pat', path)).status).toBe(404);
    await slow.close();
    expect(await stage.admin`select from access.export_chunk`).toEqual([]);
    expect(await begin(hub, 'pat')).not.toBe(path);
  });

  it('is withdrawn when something in it is erased', async () => {
    const { path } = await all('other');
    await stage.admin`insert into access.erasure (record, custodian, ground, ordered_by, ordered_at)
      select record, custodian, 'OBJECTION', 'r', now() from provenance.version where type = 'Condition' and subject = ${ids.get('other') ?? ''}`;
    expect(await eraseOrdered(stage.pool('caretrail_worker'), { treatingDays: 365 })).toBe(1);
    expect((await ask(hub, 'other', path)).status).toBe(410);
    expect((await ask(hub, 'other', `${path}/Condition-1.ndjson`)).status).toBe(410);
    expect(
      await stage.admin`select from access.export_chunk where ${ids.get('other') ?? ''}::uuid = any(patients)`,
    ).toEqual([]);
  });
});
