import type { Caller } from '@caretrail/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { CALLERS } from '../callers.ts';
import { PEOPLE } from '../people.ts';
import {
  asPatient,
  codes,
  type EmergencyStage,
  fresh,
  idOf,
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

const officerAt = (organization: string): Caller => ({
  ...CALLERS.privacyOfficer,
  ...{ organization, subject: `privacy_officer@${organization}` },
});
const QUEUE =
  '{ breakGlassReviews { totalCount nodes { id actor patient { id } pseudonym explanation outcome } } }';

describe('a review', () => {
  const review = (caller: Caller, id: string, outcome = 'JUSTIFIED', finding: string | null = null) =>
    ask(stage.patients, caller, REVIEW, { input: { id, outcome, finding } });

  it('is the queue’s until it is closed: of one’s own organization, or of all for an auditor', async () => {
    const id = idOf(await stage.open(fresh()));
    const queue = async (caller: Caller) => {
      const answer = await ask(stage.patients, caller, QUEUE);
      return answer.data?.['breakGlassReviews'] as { totalCount: number; nodes: object[] } | null;
    };
    expect(await queue(CALLERS.privacyOfficer)).toMatchObject({
      totalCount: 1,
      nodes: [{ id, actor: 'clinician@lakeside', patient: null, outcome: null }],
    });
    expect(await queue(officerAt('northgate'))).toEqual({ totalCount: 0, nodes: [] });
    expect(await queue({ ...CALLERS.auditor, case: null })).toMatchObject({
      nodes: [{ actor: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    for (const name of ['clinician', 'registrar', 'patient'] as const)
      expect(refused(await ask(stage.patients, CALLERS[name], QUEUE)), name).toEqual(['FORBIDDEN_ROLE']);
    expect(
      await stage.admin`select from access.event where subject = 'privacy_officer@lakeside' and patients = array[${PEOPLE.bob}]::uuid[]`,
    ).toHaveLength(1);
    await review(CALLERS.privacyOfficer, id);
    expect(await queue(CALLERS.privacyOfficer)).toEqual({ totalCount: 0, nodes: [] });
  });

  it('is made once, by somebody else, and the person is told', async () => {
    const id = idOf(await stage.open(fresh()));
    const actorAsOfficer = { ...CALLERS.privacyOfficer, subject: CALLERS.clinician.subject };
    expect(codes(await review(actorAsOfficer, id), 'reviewBreakGlass')).toEqual(['UNKNOWN']);
    expect(
      codes(await review({ ...CALLERS.auditor, subject: CALLERS.clinician.subject }, id), 'reviewBreakGlass'),
    ).toEqual(['UNKNOWN']);
    expect(codes(await review(officerAt('northgate'), id), 'reviewBreakGlass')).toEqual(['UNKNOWN']);
    const { data } = await review(CALLERS.privacyOfficer, id);
    expect(data).toMatchObject({
      reviewBreakGlass: { record: { outcome: 'JUSTIFIED', active: true }, errors: [] },
    });
    expect(codes(await review(CALLERS.auditor, id), 'reviewBreakGlass')).toEqual(['REVIEWED']);
    const told = await ask(stage.patients, asPatient(PEOPLE.bob), '{ notices { nodes { id kind code } } }');
    const [{ id: notice }] = (told.data as { notices: { nodes: { id: string }[] } }).notices.nodes as [
      { id: string },
    ];
    expect(told.data).toMatchObject({
      notices: { nodes: [{ kind: 'BREAK_GLASS_REVIEWED', code: 'JUSTIFIED' }, {}] },
    });
    const read =
      'mutation ($ids: [ID!]!) { readNotices(input: { ids: $ids }) { record { id } errors { code } } }';
    expect(
      codes(await ask(stage.patients, asPatient(PEOPLE.ada), read, { ids: [notice] }), 'readNotices'),
    ).toEqual(['UNKNOWN']);
    await ask(stage.patients, asPatient(PEOPLE.bob), read, { ids: [notice] });
    const unread = await ask(
      stage.patients,
      asPatient(PEOPLE.bob),
      '{ notices(unread: true) { totalCount } }',
    );
    expect(unread.data).toEqual({ notices: { totalCount: 1 } });
    expect(
      (await stage.admin`select call from provenance.submission order by number`).map(({ call }) => call),
    ).toEqual(['access:breakGlass', 'access:review']);
  });

  it('ends what was not justified, and says why', async () => {
    const id = idOf(await stage.open(fresh()));
    expect(refused(await review(CALLERS.privacyOfficer, id, 'UNJUSTIFIED'))).toEqual(['BAD_USER_INPUT']);
    const { data } = await review(
      CALLERS.privacyOfficer,
      id,
      'UNJUSTIFIED',
      'The person was an acquaintance.',
    );
    expect(data).toMatchObject({ reviewBreakGlass: { record: { outcome: 'UNJUSTIFIED', active: false } } });
    expect((await ask(stage.patients, fresh(), SEEN)).data).toEqual({ patient: null });
  });
});

describe('the database alone', () => {
  const DENIED = { code: '42501' };
  const CLINICIAN = 'patients_hospital_clinician';
  const declare = (
    change = '',
  ) => `insert into access.emergency (id, ledger_id, subject, organization, patient, reason,
    explanation, salt, opened_at, expires, day, place)
    values (gen_random_uuid(), 'x', 'clinician@lakeside', 'lakeside', '${PEOPLE.bob}', 'EMERGENCY', 'because', '', now(),
    now() + interval '4 hours', (now() at time zone 'UTC')::date, 1${change})`;
  const seek = (by: string, place = 1) => `insert into access.search (subject, hour, place, digest)
    values ('clinician@lakeside', date_trunc('hour', now(), 'UTC'), ${place}, access.identity_digest('identifier', '${by}'))`;

  it.each([
    [
      'a row that opens without a declaration',
      `insert into access.break_glass values ('clinician@lakeside', '${PEOPLE.bob}', now() + interval '1 hour')`,
    ],
    ['a declaration about nobody who was sought', declare()],
    ['a declaration about another than was sought', `${seek('MRN-ada')}; ${declare()}`],
    [
      'a declaration in a colleague’s name',
      `${seek('MRN-bob')}; ${declare().replace('clinician@lakeside', 'other')}`,
    ],
    [
      'a declaration of yesterday’s',
      `${seek('MRN-bob')}; ${declare().replace('now(),', "now() - interval '1 day',")}`,
    ],
    [
      'a notice of one’s own making',
      `insert into access.notice (patient, kind, about) values ('${PEOPLE.bob}', 'BREAK_GLASS_OPENED', gen_random_uuid())`,
    ],
    ['a review of one’s own', "update access.emergency set outcome = 'JUSTIFIED'"],
    ['a longer time', "update access.break_glass set expires = 'infinity'"],
  ])('refuses %s', async (_, text) => {
    await expect(stage.as(CLINICIAN, fresh(), text)).rejects.toMatchObject(DENIED);
  });

  it.each([
    ['five hours', `${seek('MRN-bob')}; ${declare().replace('4 hours', '5 hours')}`],
    ['a search too many', seek('MRN-bob', 21)],
    ['an emergency too many', `${seek('MRN-bob')}; ${declare().replace('date, 1)', 'date, 11)')}`],
  ])('refuses %s by what a row may say', async (_, text) => {
    await expect(stage.as(CLINICIAN, fresh(), text)).rejects.toMatchObject({ code: '23514' });
  });

  it('shows of who can be found the one who is sought, in the transaction that seeks, for an emergency', async () => {
    const all = 'select patient from access.identification';
    expect(await stage.as(CLINICIAN, fresh(), all)).toEqual([]);
    await stage.as(CLINICIAN, fresh(), seek('MRN-bob'));
    expect(await stage.as(CLINICIAN, fresh(), all)).toEqual([]);
    expect(await stage.as(CLINICIAN, fresh(), `${seek('MRN-ada', 2)}; ${all}`)).toMatchObject([
      {},
      [{ patient: PEOPLE.ada }],
    ]);
    const treating = { ...fresh(), purpose: 'TREAT' } as Caller;
    await expect(stage.as(CLINICIAN, treating, seek('MRN-bob', 3))).rejects.toMatchObject(DENIED);
  });

  it('refuses the actor as reviewer', async () => {
    await stage.open(fresh());
    const actor = { ...CALLERS.privacyOfficer, subject: CALLERS.clinician.subject };
    expect(
      await stage.as('patients_hospital_privacy_officer', actor, 'select id from access.emergency'),
    ).toEqual([]);
    expect(
      await stage.as(
        'patients_hospital_privacy_officer',
        CALLERS.privacyOfficer,
        'select id from access.emergency',
      ),
    ).toHaveLength(1);
  });
});
