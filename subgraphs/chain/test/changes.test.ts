import { connect } from '@caretrail/db';
import type { Caller, Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ask, unguarded } from '../../patients/test/ask.ts';
import { CALLERS, clinicianAt } from '../../patients/test/callers.ts';
import { CASE, claimId, encounterId, PEOPLE } from '../../patients/test/people.ts';
import { type ChainSchemaOptions, chainSchema } from '../chain-schema.ts';
import { createChain } from '../create-chain.ts';
import { numberFeed, pruneFeed } from '../worker/feed.ts';
import { LedgerPlace, TRANSACTIONS } from './ledger-place.ts';
import { NO_LEDGER } from './no-ledger.ts';

const options: ChainSchemaOptions = {
  profile: NO_LEDGER,
  trust: new TextEncoder().encode('{}'),
  cursorKey: new Uint8Array(32).fill(7),
};

const page = z.object({
  changes: z.object({
    cursor: z.string(),
    more: z.boolean(),
    missed: z.boolean(),
    changes: z.array(
      z.object({
        kind: z.string(),
        type: z.string().nullable(),
        record: z.string().nullable(),
        transaction: z.string().nullable(),
      }),
    ),
  }),
});
type Page = z.infer<typeof page>['changes'];

const CHANGES = `query ($after: String, $first: Int) { changes(after: $after, first: $first) {
  cursor more missed changes { kind type record version log size transaction } } }`;

let place: LedgerPlace;
let byRows: Subgraph;
let alone: ReturnType<typeof unguarded>;
/** A cursor of each caller at the very beginning, taken before anything had a position. */
const beginnings = new Map<string, string>();
const nameOf = ({ role, organization, tier, purpose }: Caller) => [tier, role, organization, purpose].join();

async function changes(subgraph: Subgraph, caller: Caller, after: string | null, first = 200): Promise<Page> {
  return page.parse((await ask(subgraph, caller, CHANGES, { after, first })).data).changes;
}

/** All there is for a caller from the beginning, page after page. */
async function all(subgraph: Subgraph, caller: Caller, first = 200): Promise<Page['changes']> {
  let after = beginnings.get(nameOf(caller)) ?? null;
  const found: Page['changes'] = [];
  for (;;) {
    const next = await changes(subgraph, caller, after, first);
    expect(next.missed).toBe(false);
    found.push(...next.changes);
    if (!next.more) return found;
    after = next.cursor;
  }
}

const WHO = [...Object.values(CALLERS).slice(1), clinicianAt('northgate')];

beforeAll(async () => {
  place = await LedgerPlace.open();
  const pool = connect(place.database.address('caretrail_chain'));
  alone = unguarded('chain', chainSchema(options), place.admin);
  byRows = createChain({ ...options, pool, onFailure: (error) => alone.failures.push(error) });
  for (const caller of WHO) beginnings.set(nameOf(caller), (await changes(byRows, caller, null)).cursor);
  expect(await numberFeed(place.admin)).toBeGreaterThan(20);
});
afterAll(async () => {
  await byRows?.close();
  await place?.close();
  expect(alone.failures).toEqual([]);
});

const LAYERS: readonly [string, () => Subgraph][] = [
  ['with its own login', () => byRows],
  ['without row-level security below', () => alone.subgraph],
];

const visits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(encounterId);
const claims = [1, 2, 3, 4, 5].map(claimId);
const placesIn = (ids: readonly string[], found: Page['changes']) =>
  ids.flatMap((id, at) => (found.some(({ record }) => record === id) ? [at + 1] : []));

describe.each(LAYERS)('changes %s', (_, subgraph) => {
  it('are those of records and anchors that a caller may see, and of no others', async () => {
    const of = async (caller: Caller) => {
      const found = await all(subgraph(), caller);
      return {
        visits: placesIn(visits, found),
        claims: placesIn(claims, found),
        anchors: found.filter(({ kind }) => kind === 'ANCHOR').map(({ transaction }) => transaction),
      };
    };
    const both = [TRANSACTIONS.lakeside, TRANSACTIONS.northgate];
    expect(await of(CALLERS.patient)).toMatchObject({ visits: [1, 2, 3], claims: [1, 2, 3] });
    expect((await of(CALLERS.patient)).anchors).toContain(TRANSACTIONS.lakeside);
    expect(await of(CALLERS.clinician)).toEqual({ visits: [1, 2, 8], claims: [1, 2, 3, 5], anchors: both });
    expect(await of(CALLERS.analyst)).toEqual({ visits: [], claims: [], anchors: both });
    expect(await of(CALLERS.adjudicator)).toEqual({ visits: [], claims: [1, 2], anchors: both });
    expect((await of(clinicianAt('northgate'))).claims).toEqual([1, 2, 3, 4, 5]);
    expect((await of(CALLERS.auditor)).visits.length).toBeGreaterThan(0);
  });

  it('come whole and once, however they are cut into pages', async () => {
    const whole = await all(subgraph(), CALLERS.clinician);
    expect(whole.length).toBeGreaterThan(8);
    expect(await all(subgraph(), CALLERS.clinician, 1)).toEqual(whole);
    expect(await all(subgraph(), CALLERS.clinician, 3)).toEqual(whole);
  });

  it('are refused when the case has been closed, and go on when it is open', async () => {
    const open = async () =>
      (await ask(subgraph(), CALLERS.auditor, CHANGES)).errors?.[0]?.extensions['code'];
    expect(await open()).toBeUndefined();
    await place.admin`update access.regulatory_case set closed_at = now() where id = ${CASE}`;
    expect(await open()).toBe('CASE_REQUIRED');
    await place.admin`update access.regulatory_case set closed_at = null where id = ${CASE}`;
    expect(await open()).toBeUndefined();
  });

  it('take a cursor of the same caller alone', async () => {
    const after = beginnings.get(nameOf(CALLERS.clinician));
    const { errors } = await ask(subgraph(), CALLERS.registrar, CHANGES, { after });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('what was told', () => {
  it('is on record: whose, of what class, under which policy', async () => {
    await place.admin`truncate access.event`;
    await all(byRows, CALLERS.patient);
    const events = await place.admin`select outcome, classes, patients, policies, purpose from access.event`;
    expect(events).toEqual([
      {
        ...{ outcome: 'PERMITTED', patients: [PEOPLE.ada], purpose: 'PATRQT' },
        classes: expect.arrayContaining(['claim', 'clinical', 'person']),
        policies: expect.arrayContaining(['claim.see', 'clinical.see', 'person.see']),
      },
    ]);
    await all(byRows, CALLERS.analyst);
    expect(await place.admin`select from access.event`).toHaveLength(1);
  });
});

describe('positions', () => {
  const one = (record: string) => place.admin`
    insert into provenance.feed (kind, type, record, version) values ('RECORD', 'Patient', ${record}, 1)`;
  const numbered = async () =>
    (
      await place.admin<{ position: string }[]>`
      select position from provenance.feed where position is not null order by position`
    ).map(({ position }) => Number(position));

  it('are given after the commit, so that a slow transaction is told last and not lost', async () => {
    const before = (await numbered()).length;
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const written = Promise.withResolvers<void>();
    const slow = place.admin.begin(async (sql) => {
      await sql`insert into provenance.feed (kind, type, record, version) values ('RECORD', 'Patient', ${PEOPLE.ada}, 2)`;
      written.resolve();
      await held;
    });
    await written.promise;
    await one(PEOPLE.ada);
    expect(await numberFeed(place.admin)).toBe(1);
    finish();
    await slow;
    expect(await numberFeed(place.admin)).toBe(1);
    const [last] = await place.admin`select version from provenance.feed order by position desc limit 1`;
    expect(last).toEqual({ version: 2 });
    expect((await numbered()).length).toBe(before + 2);
  });

  it('are dense and given once, whoever gives them at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, () => one(PEOPLE.ada)));
    await Promise.all([numberFeed(place.admin), numberFeed(place.admin), numberFeed(place.admin)]);
    const positions = await numbered();
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  it('that are gone are told as missed, and the stream goes on from now', async () => {
    const after = beginnings.get(nameOf(CALLERS.clinician)) ?? null;
    await place.admin`update provenance.feed set at = now() - interval '8 days' where position < 10`;
    await pruneFeed(place.admin, 7);
    const found = await changes(byRows, CALLERS.clinician, after);
    expect(found).toMatchObject({ missed: true, more: false, changes: [] });
    expect(await changes(byRows, CALLERS.clinician, found.cursor)).toMatchObject({ missed: false });
  });
});
