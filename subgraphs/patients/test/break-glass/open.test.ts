import type { Caller } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { CALLERS, clinicianAt } from '../callers.ts';
import { PEOPLE } from '../people.ts';
import {
  asPatient,
  BOB,
  codes,
  type EmergencyStage,
  emergency,
  fresh,
  idOf,
  input,
  now,
  OPEN,
  REVIEW,
  refused,
  SEEN,
  setStage,
} from './stage.ts';

let stage: EmergencyStage;
beforeAll(async () => {
  stage = await setStage();
});
beforeEach(() => stage.clear());
afterAll(() => stage?.close());

describe('an emergency access', () => {
  it.each([
    ['an identifier', BOB],
    ['an identifier and its system, whatever the case', { identifier: ' mrn-BOB', system: 'urn:mrn' }],
    ['name and birth date', { family: 'builder', given: 'Bob', birthDate: '1980-05-06' }],
  ])('is opened by %s, at once, for four hours, and the person is told', async (_, person) => {
    expect((await ask(stage.patients, fresh(), SEEN)).data).toEqual({ patient: null });
    const { data, errors } = await stage.open(fresh(), person);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      openBreakGlass: {
        ...{ anchor: 'PENDING', errors: [] },
        record: { patient: { id: PEOPLE.bob, name: { family: 'Builder' } }, active: true, outcome: null },
      },
    });
    const [row] =
      await stage.admin`select extract(epoch from expires - opened_at)::int as seconds from access.emergency`;
    expect(row?.['seconds']).toBe(4 * 3600);
    expect((await ask(stage.patients, fresh(), SEEN)).data).toEqual({
      patient: { name: { family: 'Builder' } },
    });
    const told = await ask(
      stage.patients,
      asPatient(PEOPLE.bob),
      '{ notices { nodes { kind code organization { slug } read } } }',
    );
    expect(told.data).toMatchObject({
      notices: {
        nodes: [
          { kind: 'BREAK_GLASS_OPENED', code: 'EMERGENCY', organization: { slug: 'lakeside' }, read: null },
        ],
      },
    });
    expect(await stage.admin`select call, organization, widens from provenance.submission`).toEqual([
      { call: 'access:breakGlass', organization: 'lakeside', widens: false },
    ]);
    expect(
      await stage.admin`select patients, outcome from access.event where operation = 'openBreakGlass'`,
    ).toEqual([{ patients: [PEOPLE.bob], outcome: 'PERMITTED' }]);
  });

  it('marks what is read under it, and nothing that another relation opens', async () => {
    await stage.open(fresh());
    await stage.admin`truncate access.event`;
    await ask(
      stage.patients,
      fresh(),
      `{ patient(id: "${PEOPLE.bob}") { state } other: patient(id: "${PEOPLE.ada}") { state } }`,
    );
    expect(await stage.admin`select patients, emergency from access.event`).toEqual([
      { patients: [PEOPLE.ada, PEOPLE.bob], emergency: [PEOPLE.bob] },
    ]);
  });

  it('is the actor’s alone', async () => {
    await stage.open(fresh());
    const colleague = { ...fresh(), subject: 'another@lakeside' };
    expect((await ask(stage.patients, colleague, SEEN)).data).toEqual({ patient: null });
    expect((await ask(stage.patients, emergency(clinicianAt('unity')), SEEN)).data).toEqual({
      patient: null,
    });
  });

  it('ends on the next request, for cursors too', async () => {
    const opened = idOf(await stage.open(fresh()));
    const page = (after: string | null) =>
      ask(
        stage.patients,
        fresh(),
        'query ($after: String) { patients(first: 1, after: $after) { nodes { id } pageInfo { endCursor } totalCount } }',
        { after },
      );
    const before = (await page(null)).data?.['patients'] as {
      pageInfo: { endCursor: string };
      totalCount: number;
    };
    await stage.admin`update access.break_glass set expires = now() where patient = ${PEOPLE.bob}`;
    await stage.admin`update access.emergency set expires = now() where id = ${opened}`;
    expect((await ask(stage.patients, fresh(), SEEN)).data).toEqual({ patient: null });
    const seen: string[] = [];
    for (let after: string | null = before.pageInfo.endCursor; after !== null; ) {
      const next = (await page(after)).data?.['patients'] as {
        nodes: { id: string }[];
        pageInfo: { endCursor: string | null };
        totalCount: number;
      };
      expect(next.totalCount).toBe(before.totalCount - 1);
      seen.push(...next.nodes.map(({ id }) => id));
      after = next.pageInfo.endCursor;
    }
    expect(seen).not.toContain(PEOPLE.bob);
  });

  it('is refused without a fresh sign-in, for another purpose, and to every other role', async () => {
    const stale = { ...fresh(), authenticatedAt: now() - 301 };
    const answer = await stage.open(stale);
    expect(refused(answer)).toEqual(['STEP_UP_REQUIRED']);
    expect(answer.errors?.[0]?.message).toMatch(/prompt=login or max_age=300/);
    expect(refused(await stage.open({ ...fresh(), authenticatedAt: null }))).toEqual(['STEP_UP_REQUIRED']);
    expect(refused(await stage.open({ ...fresh(), purpose: 'TREAT' }))).toEqual(['FORBIDDEN_PURPOSE']);
    for (const name of [
      'public',
      'patient',
      'registrar',
      'analyst',
      'privacyOfficer',
      'adjudicator',
      'auditor',
    ] as const)
      expect(refused(await stage.open({ ...CALLERS[name], authenticatedAt: now() })), name).toEqual([
        'FORBIDDEN_ROLE',
      ]);
    expect(await stage.admin`select from access.search`).toEqual([]);
  });
});

describe('who declared it', () => {
  const OWN = `query ($active: Boolean) { breakGlassAccesses(active: $active) { totalCount
    nodes { id active patient { id } } } }`;
  const END = `mutation ($input: EndBreakGlassInput!) { endBreakGlass(input: $input) {
    record { id active } errors { code } } }`;
  const end = (caller: Caller, id: string) => ask(stage.patients, caller, END, { input: { id } });
  const own = (caller: Caller, active = false) => ask(stage.patients, caller, OWN, { active });
  const treating = { ...CALLERS.clinician, authenticatedAt: null };

  it('sees it, and nobody else’s, for treatment too', async () => {
    const id = idOf(await stage.open(fresh()));
    expect((await own(treating)).data).toEqual({
      breakGlassAccesses: { totalCount: 1, nodes: [{ id, active: true, patient: { id: PEOPLE.bob } }] },
    });
    expect((await own(fresh(), true)).data).toMatchObject({
      breakGlassAccesses: { totalCount: 1, nodes: [{ id }] },
    });
    const colleague = { ...treating, subject: 'another@lakeside' };
    expect((await own(colleague)).data).toEqual({ breakGlassAccesses: { totalCount: 0, nodes: [] } });
    for (const name of ['registrar', 'privacyOfficer', 'patient', 'auditor'] as const)
      expect(refused(await own(CALLERS[name])), name).toEqual(['FORBIDDEN_ROLE']);
  });

  it('ends it on the next request, once, without a fresh sign-in; its review is still due', async () => {
    const id = idOf(await stage.open(fresh()));
    expect(codes(await end({ ...treating, subject: 'another@lakeside' }, id), 'endBreakGlass')).toEqual([
      'UNKNOWN',
    ]);
    expect((await end(treating, id)).data).toEqual({
      endBreakGlass: { record: { id, active: false }, errors: [] },
    });
    expect((await ask(stage.patients, fresh(), SEEN)).data).toEqual({ patient: null });
    expect((await own(treating, true)).data).toMatchObject({ breakGlassAccesses: { totalCount: 0 } });
    expect(codes(await end(treating, id), 'endBreakGlass')).toEqual(['UNKNOWN']);
    expect(codes(await stage.open(fresh()), 'openBreakGlass')).toEqual(['REVIEW_PENDING']);
    expect(
      await stage.admin`select patients from access.event where operation = 'endBreakGlass' and outcome = 'PERMITTED'`,
    ).toContainEqual({ patients: [PEOPLE.bob] });
  });

  it('may not prolong it, nor end a colleague’s, by SQL either', async () => {
    await stage.open(fresh());
    const role = 'patients_hospital_clinician';
    await expect(
      stage.as(role, fresh(), "update access.emergency set expires = expires + interval '1 second'"),
    ).rejects.toMatchObject({ code: '42501' });
    const colleague = { ...fresh(), subject: 'another@lakeside' };
    await stage.as(
      role,
      colleague,
      'update access.emergency set expires = now(); delete from access.break_glass',
    );
    expect((await ask(stage.patients, fresh(), SEEN)).data).toMatchObject({ patient: {} });
  });
});

describe('who is sought and not found', () => {
  it('is answered alike whether nobody or more than one is on record so, after the same statements', async () => {
    await stage.admin`insert into access.identification select digest, ${PEOPLE.gil}::uuid from access.identification
      where patient = ${PEOPLE.hal} on conflict do nothing`;
    const tried = async (identifier: string) => {
      stage.alone.statements.length = 0;
      const bare = await ask(stage.alone.subgraph, fresh(), OPEN, input({ identifier }));
      const answer = await stage.open(fresh(), { identifier });
      expect(bare).toEqual(answer);
      return { answer, statements: [...stage.alone.statements] };
    };
    const [nobody, several] = [await tried('MRN-nobody'), await tried('MRN-hal')];
    expect(several).toEqual(nobody);
    expect(codes(nobody.answer, 'openBreakGlass')).toEqual(['NO_EXACT_MATCH']);
  });

  it.each([
    ['a part of an identifier', { identifier: 'MRN-bo' }],
    ['a pattern', { identifier: 'MRN-%' }],
    ['another birth date', { family: 'Builder', given: 'bob', birthDate: '1980-05-07' }],
    ['another system', { identifier: 'MRN-bob', system: 'urn:other' }],
  ])('is not found by %s', async (_, person) => {
    expect(codes(await stage.open(fresh(), person), 'openBreakGlass')).toEqual(['NO_EXACT_MATCH']);
  });

  it.each([
    ['nothing', {}],
    ['a name alone', { family: 'Builder', given: 'bob' }],
    ['a year', { family: 'Builder', given: 'bob', birthDate: '1980' }],
    ['both ways at once', { identifier: 'MRN-bob', family: 'Builder' }],
  ])('is not sought by %s', async (_, person) => {
    expect(refused(await stage.open(fresh(), person))).toEqual(['BAD_USER_INPUT']);
    expect(await stage.admin`select from access.search`).toEqual([]);
  });

  it('is sought twenty times an hour at most, failures counted', async () => {
    for (let time = 0; time < 20; time++)
      expect(codes(await stage.open(fresh(), { identifier: `MRN-${time}` }), 'openBreakGlass')).toEqual([
        'NO_EXACT_MATCH',
      ]);
    expect(codes(await stage.open(fresh()), 'openBreakGlass')).toEqual(['LIMIT_EXCEEDED']);
    expect(await stage.admin`select from access.emergency`).toEqual([]);
    expect(codes(await stage.open({ ...fresh(), subject: 'another@lakeside' }), 'openBreakGlass')).toEqual(
      [],
    );
  });
});

describe('a clinician', () => {
  it('declares ten emergencies a day', async () => {
    await stage.open(fresh());
    await stage.admin`insert into access.emergency select gen_random_uuid(), number::text, subject, organization,
        gen_random_uuid(), reason, explanation, salt, opened_at, expires, day, number
      from access.emergency cross join generate_series(2, 10) as number where place = 1`;
    expect(codes(await stage.open(fresh(), { identifier: 'MRN-hal-only' }), 'openBreakGlass')).toEqual([
      'NO_EXACT_MATCH',
    ]);
    expect(codes(await stage.open(fresh(), { identifier: 'MRN-ada' }), 'openBreakGlass')).toEqual([
      'LIMIT_EXCEEDED',
    ]);
  });

  it('renews nothing before somebody has reviewed it', async () => {
    const opened = idOf(await stage.open(fresh()));
    expect(codes(await stage.open(fresh()), 'openBreakGlass')).toEqual(['REVIEW_PENDING']);
    await ask(stage.patients, CALLERS.privacyOfficer, REVIEW, {
      input: { id: opened, outcome: 'JUSTIFIED' },
    });
    expect(codes(await stage.open(fresh()), 'openBreakGlass')).toEqual([]);
  });
});
