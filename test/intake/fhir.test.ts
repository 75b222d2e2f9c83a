import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import type { Caller } from '@caretrail/kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encounter, organization, patient } from '../../db/import/test/resources.ts';
import { LocalIntake } from '../../gateway/launch/hub/intake.ts';
import type { Hub } from '../../gateway/serve/options.ts';
import { CALLERS } from '../../gateway/test/callers.ts';
import { startTestHub } from '../../gateway/test/test-hub.ts';

let database: TestDatabase;
let admin: Pool;
let intake: LocalIntake;
let hub: Hub;
const scoped: { caller: Caller } = { caller: CALLERS.registrar };

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
});
beforeEach(async () => {
  await admin.unsafe(`truncate patients.patient, patients.encounter, provenance.version, intake.source, intake.run,
    access.event cascade`);
  intake = new LocalIntake(database.address('caretrail_import'), 365);
  hub = await startTestHub({
    intake,
    identity: {
      async authenticate({ authorization }) {
        const name = String(authorization ?? '').replace('Bearer ', '');
        if (name === 'scoped') return scoped;
        if (name === 'bad')
          return { failure: { code: 'EXPIRED', status: 401, reason: 'The access token has expired.' } };
        return { caller: name in CALLERS ? CALLERS[name as keyof typeof CALLERS] : CALLERS.public };
      },
    },
  });
});
afterEach(async () => {
  await hub.close();
  await intake.close();
});
afterAll(async () => {
  await admin.end();
  await database.stop();
});

interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly body: {
    readonly resourceType: string;
    readonly type?: string;
    readonly issue?: { code: string; severity: string; diagnostics: string; expression?: string[] }[];
    readonly entry?: {
      response: {
        status: string;
        location?: string;
        outcome: { issue: { code: string; diagnostics: string }[] };
      };
    }[];
  };
}

async function post(
  body: unknown,
  caller = 'registrar',
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${hub.url}/fhir`, {
    method: 'POST',
    headers: {
      'content-type': 'application/fhir+json',
      ...(caller === '' ? {} : { authorization: `Bearer ${caller}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const { status } = response;
  const type = response.headers.get('content-type');
  return { status, type, headers: response.headers, body: (await response.json()) as Reply['body'] };
}

const bundle = (type: string, ...resources: object[]) => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ resource, request: { method: 'POST', url: 'Resource' } })),
});
const GOOD = [encounter('enc', 'pat', 'org'), patient('pat'), organization('org')];
const bad = patient('wrong', { birthDate: '1956-02-30' });
const procedure = { resourceType: 'Procedure', id: 'p' };
const patients = async () =>
  (await admin`select custodian from patients.patient`).map(({ custodian }) => custodian);
const codes = ({ body }: Reply) => body.issue?.map(({ code }) => code);

describe('POST /fhir', () => {
  it('takes a batch in, and says of every entry what became of it', async () => {
    const { status, type, body } = await post(bundle('batch', ...GOOD, bad, procedure));
    expect([status, type]).toEqual([200, 'application/fhir+json; charset=utf-8']);
    expect(body).toMatchObject({ resourceType: 'Bundle', type: 'batch-response' });
    const told = body.entry?.map(({ response }) => [
      response.status,
      response.location?.split('/')[0],
      response.outcome.issue[0]?.code,
    ]);
    expect(told).toEqual([
      ['201 Created', 'Encounter', 'informational'],
      ['201 Created', 'Patient', 'informational'],
      ['201 Created', 'Organization', 'informational'],
      ['422 Unprocessable Content', undefined, 'invalid'],
      ['422 Unprocessable Content', undefined, 'not-supported'],
    ]);
    expect(body.entry?.[3]?.response.outcome.issue[0]?.diagnostics).toBe(
      'IMPOSSIBLE_DATE: a date or time that does not exist (Patient.birthDate)',
    );
    expect(JSON.stringify(body)).not.toMatch(/1956|Koepp|Elm Street/);
    expect(await patients()).toEqual(['lakeside']);
  });

  it('names the record that an entry made, and says when the same comes again', async () => {
    const first = await post(bundle('batch', ...GOOD));
    const [row] = await admin`select id from patients.patient`;
    expect(first.body.entry?.[1]?.response.location).toBe(`Patient/${row?.['id']}`);
    const again = await post(bundle('batch', ...GOOD));
    expect(again.body.entry?.map(({ response }) => response.status)).toEqual(['200 OK', '200 OK', '200 OK']);
    expect(again.body.entry?.[1]?.response.location).toBe(`Patient/${row?.['id']}`);
  });

  it.each([
    ['cannot be read', bad, 'invalid'],
    ['refers to what is not held', encounter('lost', 'nobody', 'org'), 'not-found'],
  ])('takes a transaction in as a whole or not at all: when an entry %s', async (_, wrong, code) => {
    const refused = await post(bundle('transaction', ...GOOD, wrong));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(refused.body.issue).toMatchObject([{ code, expression: ['Bundle.entry[3].resource'] }]);
    expect(await patients()).toEqual([]);
    expect(await admin`select from intake.source`).toHaveLength(0);
    const taken = await post(bundle('transaction', ...GOOD, procedure));
    expect(taken.status).toBe(200);
    expect(taken.body.type).toBe('transaction-response');
    expect(await patients()).toEqual(['lakeside']);
  });

  it('leaves an access event of who wrote whose records, also of what was refused', async () => {
    await post(bundle('transaction', ...GOOD));
    await post(bundle('transaction', bad));
    const [row] = await admin`select id from patients.patient`;
    const common = { subgraph: 'intake', tier: 'hospital', role: 'registrar', subject: 'registrar-1' };
    const rest = { organization: 'lakeside', purpose: 'PATADMIN', operation: 'POST /fhir' };
    expect(
      await admin`select subgraph, tier, role, subject, organization, purpose, operation, patients, policies, outcome
        from access.event order by at`,
    ).toEqual([
      { ...common, ...rest, patients: [row?.['id']], policies: ['intake.write'], outcome: 'PERMITTED' },
      { ...common, ...rest, patients: [], policies: ['intake.write'], outcome: 'REFUSED' },
    ]);
    expect(await admin`select requester from intake.run`).toEqual([
      { requester: 'registrar-1' },
      { requester: 'registrar-1' },
    ]);
  });

  it('takes several bundles one after another', async () => {
    const replies = await Promise.all(
      [1, 2, 3, 4].map((number) => post(bundle('batch', patient(`p${number}`)))),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await patients()).toHaveLength(4);
  });
});

describe('POST /fhir while the database goes away', () => {
  /** Ends the sessions of the intake while they wait for a table that somebody holds. */
  async function loseDatabase(): Promise<void> {
    for (;;) {
      const ended = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'caretrail intake' and exists (
          select from pg_stat_activity waiting
          where waiting.datname = current_database() and waiting.application_name = 'caretrail intake'
            and waiting.wait_event_type = 'Lock')`;
      if (ended.length > 0) return;
    }
  }

  it.each(['batch', 'transaction'])('asks to send a %s again, and then takes it in once', async (type) => {
    const reply = await admin.begin(async (sql) => {
      await sql`lock table patients.encounter in access exclusive mode`;
      const sent = post(bundle(type, ...GOOD));
      await loseDatabase();
      return sent;
    });
    expect([reply.status, codes(reply), reply.headers.get('retry-after')]).toEqual([503, ['transient'], '5']);
    expect(JSON.stringify(reply.body)).not.toMatch(/127\.0\.0\.1|connection|terminat/i);
    // Connections that were idle are found lost one by one.
    await expect.poll(async () => (await post(bundle(type, ...GOOD))).status).toBe(200);
    expect(await patients()).toEqual(['lakeside']);
    expect(await admin`select from patients.encounter`).toHaveLength(1);
  });
});

describe('POST /fhir is refused', () => {
  it.each([
    ['', 401, 'login'],
    ['bad', 401, 'expired'],
    ['patient', 403, 'forbidden'],
    ['clinician', 403, 'forbidden'],
    ['adjudicator', 403, 'forbidden'],
    ['auditor', 403, 'forbidden'],
  ])('to %j: %i', async (caller, status, code) => {
    const reply = await post(bundle('batch', ...GOOD), caller);
    expect([reply.status, codes(reply)]).toEqual([status, [code]]);
    expect(reply.headers.get('www-authenticate') !== null).toBe(status === 401);
    expect(await patients()).toEqual([]);
  });

  it('for another purpose, and to a token whose scopes leave a type out', async () => {
    scoped.caller = { ...CALLERS.registrar, purpose: 'HPAYMT' };
    expect((await post(bundle('batch', ...GOOD), 'scoped')).status).toBe(403);
    scoped.caller = { ...CALLERS.registrar, scopes: ['user/Patient.c', 'user/Organization.c', 'user/*.r'] };
    const reply = await post(bundle('batch', ...GOOD), 'scoped');
    expect(reply.status).toBe(403);
    expect(reply.body.issue?.[0]?.diagnostics).toContain('user/Encounter.c');
    expect((await post(bundle('batch', patient('p')), 'scoped')).status).toBe(200);
    const put = { resource: patient('p'), request: { method: 'PUT', url: 'Patient/p' } };
    expect((await post({ ...bundle('batch'), entry: [put] }, 'scoped')).status).toBe(403);
  });

  it('where a text could be read in two ways', async () => {
    scoped.caller = { ...CALLERS.registrar, scopes: ['user/Patient.c'] };
    const [one, other] = [organization('o'), patient('p')].map((resource) => JSON.stringify([{ resource }]));
    for (const name of ['entry', '\\u0065ntry']) {
      const text = `{"resourceType":"Bundle","type":"batch","entry":${one},"${name}":${other}}`;
      expect((await post(text, 'scoped')).status).toBe(400);
    }
    expect(await admin`select from intake.run`).toHaveLength(0);
  });

  it.each([
    ['no JSON', '{', 400, 'invalid'],
    ['no Bundle', patient('p'), 400, 'invalid'],
    ['a history', bundle('history'), 400, 'invalid'],
    ['more entries than are taken', bundle('batch', ...Array(5_001).fill(procedure)), 413, 'too-costly'],
    ['more bytes than are taken', `{"x":"${'x'.repeat(10_000_001)}"}`, 413, 'too-costly'],
  ])('when it is %s', async (_, body, status, code) => {
    const reply = await post(body);
    expect([reply.status, codes(reply)]).toEqual([status, [code]]);
  });

  it('in another form or by another method', async () => {
    expect((await post('<Bundle/>', 'registrar', { 'content-type': 'application/fhir+xml' })).status).toBe(
      415,
    );
    expect((await post('{}', 'registrar', { 'content-type': 'text/plain' })).status).toBe(415);
    const get = await fetch(`${hub.url}/fhir`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('when somebody sends more than may come in a minute', async () => {
    await admin`insert into intake.run (source, requester) select 'lakeside', 'registrar-1' from generate_series(1, 60)`;
    const reply = await post(bundle('batch', ...GOOD));
    expect([reply.status, codes(reply), reply.headers.get('retry-after')]).toEqual([
      429,
      ['throttled'],
      '60',
    ]);
  });

  it('with nothing of what went wrong inside', async () => {
    await admin`alter table patients.patient rename to elsewhere`;
    try {
      const reply = await post(bundle('batch', ...GOOD));
      expect([reply.status, codes(reply)]).toEqual([500, ['exception']]);
      expect(JSON.stringify(reply.body)).not.toMatch(/patients|relation|select|Koepp/);
    } finally {
      await admin`alter table patients.elsewhere rename to patient`;
    }
  });
});
