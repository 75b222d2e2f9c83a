import { randomUUID } from 'node:crypto';
import { type AccessEvent, connect, openSession, tierRole } from '@caretrail/db';
import { BEGINNING, checkEvents, commitEvents } from '@caretrail/db/access-log';
import { AnchorCheck } from '@caretrail/db/provenance';
import { AUDIT_EVENT_1 } from '@caretrail/db/records';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnchoringPlace, until } from './anchoring-place.ts';

const EVENTS = 30;
/** Those of them that were committed before emergencies and missing visits were leaves. */
const OLD = 5;
const patients = [randomUUID(), randomUUID()];

const read = (request: string): AccessEvent => ({
  ...{ request, subgraph: 'patients', tier: 'hospital', role: 'clinician', operation: 'Chart' },
  ...{ classes: ['clinical'], patients, policies: ['clinical.see'], consents: [], outcome: 'PERMITTED' },
  emergency: patients.slice(1),
});

let place: AnchoringPlace;

const check = () => checkEvents(place.pool, new AnchorCheck(place.trust));

async function eventAt(position: number): Promise<string> {
  const [row] = await place.admin<{ record: string }[]>`
    select record from provenance.version where log = 'care/lakeside/access' and position = ${position}`;
  if (!row) throw new Error(`nothing at ${position}`);
  return row.record;
}

/** Undoes what a test did as an administrator, by the row as it was. */
async function tampered(
  table: string,
  key: string,
  id: string,
  change: string,
): Promise<() => Promise<void>> {
  const { admin } = place;
  const where = `where ${key} = '${id}'`;
  const kept = await admin.unsafe(`select to_jsonb(t)::text as row from ${table} t ${where}`);
  await admin.unsafe(`${change} ${where}`);
  return async () => {
    await admin.unsafe(`delete from ${table} ${where}`);
    const columns = await admin.unsafe(
      `select string_agg(quote_ident(attname), ', ') as list from pg_attribute
       where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    );
    const list = String(columns[0]?.['list']);
    await admin.unsafe(
      `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1::text::jsonb)`,
      [String(kept[0]?.['row'])],
    );
  };
}

/** Reads of a clinician, on record and not yet committed. */
async function readTimes(from: number, to: number): Promise<void> {
  const clinicians = connect(place.database.address('caretrail_patients'));
  for (let at = from; at < to; at++) {
    const session = openSession(clinicians, {
      role: tierRole('patients', 'hospital', 'clinician'),
      settings: { organization: 'lakeside', subject: 'doctor', case: null, purpose: 'TREAT' },
    });
    await session.commit(read(`request-${at}`));
  }
  await clinicians.end();
}

/** The pool, where something happens before one of the statements of its next transaction. */
function interrupted(statement: number, happens: () => Promise<void>): typeof place.pool {
  const begin = (work: (sql: unknown) => Promise<unknown>) =>
    place.pool.begin((sql) => {
      let asked = 0;
      return work(async (...question: Parameters<typeof sql>) => {
        asked += 1;
        if (asked === statement) await happens();
        return sql(...question);
      });
    });
  return new Proxy(place.pool, { get: (pool, name) => (name === 'begin' ? begin : Reflect.get(pool, name)) });
}

beforeAll(async () => {
  place = await AnchoringPlace.open();
  await readTimes(0, OLD);
  await commitEvents(place.pool, BEGINNING, AUDIT_EVENT_1);
  const worker = place.work(['lakeside']);
  await until(check, ({ matching }) => matching === OLD);
  await readTimes(OLD, EVENTS);
  await until(check, ({ matching }) => matching === EVENTS);
  await worker.stop();
});
afterAll(() => place?.close());

describe('the access log', () => {
  it('holds every event, anchored, each once', async () => {
    expect(await check()).toEqual({ events: EVENTS, matching: EVENTS, findings: [] });
    expect(await commitEvents(place.pool, BEGINNING)).toMatchObject({ count: 0 });
    const [log] = await place.admin`select size::int from provenance.log where name = 'care/lakeside/access'`;
    expect(log).toEqual({ size: EVENTS });
  });

  it('holds events of both schemas, and each is named by what it was committed under', async () => {
    expect(
      await place.admin`select schema, count(*)::int from provenance.version group by 1 order by 1`,
    ).toEqual([
      { schema: 1, count: OLD },
      { schema: 2, count: EVENTS - OLD },
    ]);
    const event = await eventAt(2);
    const undo = await tampered('access.event', 'id', event, "update access.event set subject = 'nobody'");
    expect((await check()).findings).toMatchObject([{ state: 'ALTERED', event, position: 2 }]);
    await undo();
    expect((await check()).findings).toEqual([]);
  });

  it('is no news to live events', async () => {
    expect([...(await place.admin`select from provenance.feed`)]).toEqual([]);
  });

  it('takes in an event of a transaction that ends after a later one was committed', async () => {
    const late = await place.admin.reserve();
    await late`begin`;
    await late`insert into access.event (request, subgraph, tier, organization, classes, patients, policies, consents, outcome)
      values ('late', 'patients', 'hospital', 'lakeside', '{}', '{}', '{}', '{}', 'REFUSED')`;
    await place.admin`insert into access.event (request, subgraph, tier, organization, classes, patients, policies, consents, outcome)
      values ('early', 'patients', 'hospital', 'lakeside', '{}', '{}', '{}', '{}', 'REFUSED')`;
    const first = await commitEvents(place.pool, BEGINNING);
    expect(first.count).toBe(1);
    await late`commit`;
    late.release();
    expect(await commitEvents(place.pool, first.next)).toMatchObject({ count: 1 });
  });

  it.each([1, 2, 3])('misses no event that is committed while it looks, before statement %i', async (at) => {
    const late = await place.admin.reserve();
    await late`begin`;
    await late`insert into access.event (request, subgraph, tier, organization, classes, patients, policies, consents, outcome)
      values (${`between-${at}`}, 'patients', 'hospital', 'lakeside', '{}', '{}', '{}', '{}', 'REFUSED')`;
    const { next } = await commitEvents(place.pool, BEGINNING);
    const first = await commitEvents(
      interrupted(at, async () => void (await late`commit`)),
      next,
    );
    late.release();
    const second = await commitEvents(place.pool, first.next);
    expect(first.count + second.count).toBe(1);
  });
});

describe('what an administrator does to it is named', () => {
  it.each([
    ['a changed reader', 'access.event', 'id', "update access.event set subject = 'nobody'", 'ALTERED'],
    ['a changed time', 'access.event', 'id', "update access.event set at = at - interval '1 day'", 'ALTERED'],
    [
      'a patient taken out',
      'access.event',
      'id',
      'update access.event set patients = patients[2:]',
      'ALTERED',
    ],
    [
      'an emergency that is no longer marked',
      'access.event',
      'id',
      "update access.event set emergency = '{}'",
      'ALTERED',
    ],
    [
      'a missing visit that is no longer marked',
      'access.event',
      'id',
      "update access.event set unvisited = '{}'",
      'ALTERED',
    ],
    [
      'the number of its schema',
      'provenance.version',
      'record',
      'update provenance.version set schema = 1',
      'ALTERED',
    ],
    ['a deleted event', 'access.event', 'id', 'delete from access.event', 'DELETED'],
    ['deleted salts', 'access.event_version', 'record', 'delete from access.event_version', 'ALTERED'],
    [
      'changed leaves',
      'provenance.version',
      'record',
      'update provenance.version set leaves = set_byte(leaves, 200, (get_byte(leaves, 200) + 1) % 256)',
      'ALTERED',
    ],
  ])('%s', async (_, table, key, change, state) => {
    const event = await eventAt(7);
    const undo = await tampered(table, key, event, change);
    try {
      const { findings } = await check();
      expect(findings).toEqual([{ state, event, log: 'care/lakeside/access', position: 7 }]);
    } finally {
      await undo();
    }
    expect((await check()).findings).toEqual([]);
  });

  it.each([
    ['a changed reader', "update access.event set subject = 'nobody'", 'ALTERED'],
    ['a deleted event', 'delete from access.event', 'DELETED'],
  ])('%s, while its commitment waits for a place', async (_, change, state) => {
    const [late] = await place.admin<{ id: string }[]>`select id from access.event where request = 'late'`;
    const event = late?.id ?? '';
    const undo = await tampered('access.event', 'id', event, change);
    try {
      const { findings } = await check();
      expect(findings).toEqual([{ state, event, log: 'care/lakeside/access', position: null }]);
    } finally {
      await undo();
    }
    expect(await check()).toMatchObject({ matching: EVENTS, findings: [] });
  });

  it('a changed reader, though the row of the log is gone and the commitment has another number', async () => {
    const [log] =
      await place.admin`delete from provenance.log where name = 'care/lakeside/access' returning *`;
    const event = await eventAt(7);
    const undo = await tampered('access.event', 'id', event, "update access.event set subject = 'nobody'");
    const renumbered = await tampered(
      'provenance.version',
      'record',
      event,
      'update provenance.version set number = 2',
    );
    try {
      expect((await check()).findings).toEqual([
        { state: 'ALTERED', event, log: 'care/lakeside/access', position: 7 },
      ]);
    } finally {
      await renumbered();
      await undo();
      await place.admin`insert into provenance.log ${place.admin(log ?? {})}`;
    }
    expect((await check()).findings).toEqual([]);
  });

  it('a commitment that is moved out of the access logs', async () => {
    const event = await eventAt(7);
    const older = await tampered(
      'access.event',
      'id',
      event,
      "update access.event set at = at - interval '1 day'",
    );
    const moved = await tampered(
      'provenance.version',
      'record',
      event,
      "update provenance.version set log = 'care/lakeside'",
    );
    try {
      expect((await check()).findings).toEqual([
        { state: 'COMMITMENT_DELETED', event: null, log: 'care/lakeside/access', position: 7 },
        { state: 'NOT_COMMITTED', event, log: null, position: null },
      ]);
    } finally {
      await moved();
      await older();
    }
  });

  it('an event that is deleted with its commitment leaves its place', async () => {
    const event = await eventAt(9);
    await place.admin`delete from access.event where id = ${event}`;
    await place.admin`delete from access.event_version where record = ${event}`;
    await place.admin`delete from provenance.version where record = ${event}`;
    expect((await check()).findings).toEqual([
      { state: 'COMMITMENT_DELETED', event: null, log: 'care/lakeside/access', position: 9 },
    ]);
  });

  it('an event that was kept from the log', async () => {
    await place.admin`insert into access.event (request, subgraph, tier, organization, classes, patients, policies, consents, outcome, at)
      values ('kept back', 'patients', 'hospital', 'lakeside', '{}', '{}', '{}', '{}', 'REFUSED', now() - interval '1 hour')`;
    expect((await check()).findings).toContainEqual(
      expect.objectContaining({ state: 'NOT_COMMITTED', position: null }),
    );
  });
});
