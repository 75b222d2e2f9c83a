import { randomUUID } from 'node:crypto';
import { type ConsentRule, type ConsentTerms, termsOf } from '@caretrail/proof/consent';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, makeWorld } from '../rights/testing/world.ts';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { DECISION_EFFECTS } from './effects.ts';
import { provisionsFor } from './provision-rows.ts';
import { recordStep } from './steps.ts';
import { provisionsOf } from './terms-provisions.ts';

let database: TestDatabase;
let admin: Pool;
let callers: Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  callers = connect(database.address('caretrail_patients'), { max: 1 });
  await makeWorld(admin);
});
afterAll(async () => {
  await callers?.end();
  await admin?.end();
  await database?.stop();
});

/** Ada is treated at Lakeside, dot is not known there; each has what a decision can be about. */
const PEOPLE = { ada: true, dot: false } as const;
type Name = keyof typeof PEOPLE;
const DATA = [
  { name: 'person', class: null, at: null, sensitive: false },
  { name: 'identity', class: 'IDENTITY', at: null, sensitive: false },
  { name: '2023', class: 'CLINICAL', at: '2023-05-05', sensitive: false },
  { name: '2024', class: 'CLINICAL', at: '2024-05-05', sensitive: false },
  { name: '2024R', class: 'CLINICAL', at: '2024-06-06', sensitive: true },
] as const;
type Datum = (typeof DATA)[number];
type Purpose = 'TREAT' | 'ETREAT';
const ME = ['lakeside', 'staff/doctor'];

/** What a rule says of somebody, by the words of the policy alone: actor, class, purpose, its own time and that of the data. */
function speaksOf(rule: ConsentRule, base: ConsentRule, datum: Datum, purpose: Purpose): boolean {
  const permit = rule.decision === 'PERMIT';
  const [actors, classes, purposes] = [
    rule.actors.length > 0 ? rule.actors : base.actors,
    rule.classes.length > 0 ? rule.classes : base.classes,
    rule.purposes.length > 0 ? rule.purposes : base.purposes,
  ];
  const named = actors.some((actor) => ME.includes(actor)) || (!permit && actors.length === 0);
  // A permit of any class lets the person be seen.
  const about =
    classes.length === 0 || (datum.class === null ? permit : classes.some((name) => name === datum.class));
  const meant = purposes.length === 0 || purposes.includes(purpose);
  const end = (rule.period ?? base.period)?.end ?? '9999';
  const { start, end: last } = rule.dataPeriod ?? base.dataPeriod ?? { start: null, end: null };
  // A person is no event: a permit shows them whatever its period of data, and a deny of a period leaves them.
  const bounded = start !== null || last !== null;
  const inTime =
    datum.at === null ? permit || !bounded : (start ?? '0') <= datum.at && datum.at <= (last ?? '9999');
  return named && about && meant && end >= new Date().toISOString().slice(0, 10) && inTime;
}

/** A permit that lifts all of a deny of everyone leaves whom it names out of that. */
function lifted(base: ConsentTerms): boolean {
  const all = (own: readonly string[], of: readonly string[]) =>
    own.length === 0 || (of.length > 0 && of.every((one) => own.includes(one)));
  const lasts = (own: ConsentRule['period'], of: ConsentRule['period']) =>
    own === null || (own.start === of?.start && own.end === of?.end);
  if (base.decision !== 'DENY' || base.actors.length > 0) return false;
  return base.exceptions.some(
    (one) =>
      one.decision === 'PERMIT' &&
      lasts(one.period, base.period) &&
      lasts(one.dataPeriod, base.dataPeriod) &&
      one.actors.some((actor) => ME.includes(actor)) &&
      all(one.classes, base.classes) &&
      all(one.purposes, base.purposes),
  );
}

type Verdict = Readonly<{ permits: boolean; denies: boolean }>;
function verdict(terms: ConsentTerms | null, datum: Datum, purpose: Purpose): Verdict {
  if (terms === null) return { permits: false, denies: false };
  const rules = [...(lifted(terms) ? [] : [terms]), ...terms.exceptions];
  const said = rules.filter((rule) => speaksOf(rule, terms, datum, purpose));
  return {
    permits: said.some(({ decision }) => decision === 'PERMIT'),
    denies: said.some(({ decision }) => decision === 'DENY'),
  };
}

/** A decision of the game: what the ledger has of it, and what waits for it. */
interface Kept {
  readonly record: string;
  number: number;
  valid: ConsentTerms | null;
  waiting: ConsentTerms | null | undefined;
}

/** While something waits, no more than both permit, and no less than either denies. */
function mayBeSeen(name: Name, kept: readonly Kept[], datum: Datum, purpose: Purpose): boolean {
  const of = (terms: ConsentTerms | null) => verdict(terms, datum, purpose);
  const verdicts = kept.map(({ valid, waiting }): Verdict => {
    const [old, next] = [of(valid), waiting === undefined ? of(valid) : of(waiting)];
    return { permits: old.permits && next.permits, denies: old.denies || next.denies };
  });
  const treating = PEOPLE[name] && !datum.sensitive;
  return (treating || verdicts.some(({ permits }) => permits)) && !verdicts.some(({ denies }) => denies);
}

async function seen(name: Name, purpose: Purpose): Promise<readonly string[]> {
  const id = idOf(name);
  const rows = await callers.begin(async (sql) => {
    await sql`select set_config('role', 'patients_hospital_clinician', true),
      set_config('caretrail.organization', 'lakeside', true), set_config('caretrail.subject', 'doctor', true),
      set_config('caretrail.purpose', ${purpose}, true)`;
    return sql<{ name: string }[]>`
      select 'person' as name from patients.patient where id = ${id}
      union all select 'identity' from patients.patient_identity where patient = ${id}
      union all select visit from unnest(${['2023', '2024', '2024R']}::text[], ${[
        '2023',
        '2024',
        '2024R',
      ].map((visit) =>
        idOf(`encounter ${name}/${visit}`),
      )}::uuid[]) as v (visit, id) join patients.encounter e on e.id = v.id`;
  });
  return rows.map((row) => row.name).sort();
}

const effect = (call: string) => {
  const found = DECISION_EFFECTS.get(call);
  if (!found?.narrows) throw new Error(`${call} has no effect`);
  return { narrows: found.narrows, apply: found.apply };
};

/** A step of the game as a mutation stores it: on record, in force as far as it narrows. */
async function store(name: Name, kept: Kept, terms: ConsentTerms | null): Promise<object> {
  const patient = idOf(name);
  kept.number += 1;
  kept.waiting = terms;
  const rows = terms ? provisionsOf(terms, () => undefined, '2000-01-01T00:00:00.000Z').rows : [];
  const { record, number } = kept;
  const details = { record, number, patient, rows: provisionsFor(record, patient, rows) };
  await recordStep(admin, {
    ...{ record, number, patient, step: terms ? 'grant' : 'revoke', consent: randomUUID(), amends: null },
    ...{ terms, salt: null, key: 'key', statement: 'statement', submission: 0, provisions: [] },
  });
  await effect('consent:amend').narrows(admin, details);
  return details;
}

const listOf = <const T extends string>(...from: T[]) => fc.subarray(from);
const rule = {
  decision: fc.constantFrom('PERMIT', 'DENY'),
  actors: listOf('lakeside', 'staff/doctor', 'northgate'),
  classes: listOf('IDENTITY', 'CLINICAL', 'CLAIM', 'CONSENT'),
  purposes: listOf('TREAT', 'ETREAT', 'HPAYMT'),
  period: fc.option(fc.constantFrom('2001-01-01', '2999-01-01').map((end) => ({ start: null, end }))),
  dataPeriod: fc.option(
    fc.constantFrom(
      { start: '2024-01-01', end: null },
      { start: null, end: '2024-05-31' },
      { start: '2023-01-01', end: '2023-12-31' },
    ),
  ),
} as const;
const terms = fc.record({ ...rule, exceptions: fc.array(fc.record(rule), { maxLength: 2 }) });
const move = fc.record({
  name: fc.constantFrom<Name>('ada', 'dot'),
  /** Which of the person's decisions; one that is not there yet is granted. */
  place: fc.nat({ max: 2 }),
  change: fc.option(terms, { freq: 4 }),
  outcome: fc.constantFrom('VALID', 'VALID', 'INVALID'),
});

async function agree(name: Name, kept: readonly Kept[]): Promise<void> {
  const settled = kept.every(({ waiting }) => waiting === undefined);
  for (const purpose of ['TREAT', 'ETREAT'] as const) {
    const may = DATA.filter((datum) => mayBeSeen(name, kept, datum, purpose)).map((datum) => datum.name);
    const does = await seen(name, purpose);
    if (settled) expect({ name, purpose, seen: does }).toEqual({ name, purpose, seen: may.sort() });
    else expect(may).toEqual(expect.arrayContaining([...does]));
  }
}

async function play(moves: readonly (typeof move extends fc.Arbitrary<infer Move> ? Move : never)[]) {
  await admin`delete from access.consent where patient in ${admin([idOf('ada'), idOf('dot')])}`;
  const decisions: Record<Name, Kept[]> = { ada: [], dot: [] };
  for (const { name, place, change, outcome } of moves) {
    const kept = decisions[name];
    kept[place] ??= { record: randomUUID(), number: 0, valid: null, waiting: undefined };
    const one = kept[place];
    const decided = change && termsOf({ ...change, patient: idOf(name) });
    const details = await store(name, one, decided);
    const all = kept.filter((each) => each !== undefined);
    await agree(name, all);
    if (outcome === 'VALID') {
      await effect('consent:amend').apply(admin, details);
      one.valid = decided;
      one.waiting = undefined;
    }
    await agree(name, all);
  }
}

describe('whatever people grant, amend and revoke, in whatever order the ledger decides', () => {
  it('row-level security shows what the words of the decisions say', async () => {
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 5 }), play), {
      numRuns: 120,
      seed: 7,
    });
  });
});
