import type { Pool } from '@caretrail/db';
import type { Random } from '../../../db/demo/random.ts';
import { organizationId, PEOPLE } from '../../../subgraphs/patients/test/people.ts';
import { RECORDS } from '../judge/records.ts';
import { AUDITORS, CASES, HOSPITALS, PAYERS } from './callers.ts';
import { someProvisions } from './decisions.ts';

const FUTURE = '2099-01-01T00:00:00Z';
const PAST = '2001-01-01T00:00:00Z';
const STAFF = ['clinician@lakeside', 'clinician@northgate', 'lakeside', 'northgate'];
const everyone = Object.values(PEOPLE);

/** Each of the choices by chance. */
const some = <T>(random: Random, share: number, items: readonly T[]): readonly T[] =>
  items.filter(() => random.chance(share));

const pairs = <A, B>(left: readonly A[], right: readonly B[]) =>
  left.flatMap((one) => right.map((other) => [one, other] as const));

/** Decides anew by chance what people permit and deny, who treats, keeps, insures and stands for whom, and what is sensitive. */
export async function changeWorld(admin: Pool, random: Random): Promise<void> {
  await admin.begin(async (sql) => {
    const fill = async (table: string, rows: readonly object[]) => {
      await sql.unsafe(`delete from access.${table}`);
      if (rows.length > 0) await sql`insert into ${sql(`access.${table}`)} ${sql(rows)}`;
    };
    const until = () => random.pick([FUTURE, FUTURE, FUTURE, PAST]);
    await fill('consent', someProvisions(random));
    await fill(
      'treating',
      some(random, 0.5, pairs(HOSPITALS, everyone)).map(([member, patient]) => ({
        member,
        patient,
        until: until(),
      })),
    );
    await fill(
      'insurer',
      some(random, 0.4, pairs(PAYERS, everyone)).map(([member, patient]) => ({ member, patient })),
    );
    await fill('delegate', [
      ...everyone.map((patient) => ({ subject: patient, patient, until: FUTURE })),
      ...some(random, 0.1, pairs(everyone, everyone))
        .filter(([subject, patient]) => subject !== patient)
        .map(([subject, patient]) => ({ subject, patient, until: until() })),
    ]);
    await fill(
      'break_glass',
      some(random, 0.25, pairs(STAFF.slice(0, 2), everyone)).map(([subject, patient]) => ({
        ...{ subject, patient, expires: until() },
      })),
    );
    await sql`delete from access.case_scope`;
    await fill(
      'regulatory_case',
      CASES.map((id) => ({
        ...{ id, auditor: random.pick(AUDITORS), reason: 'Complaint' },
        ...{
          opened_at: '2000-01-01T00:00:00Z',
          open_until: until(),
          closed_at: random.pick([null, null, PAST]),
        },
      })),
    );
    await fill(
      'case_scope',
      some(random, 0.5, pairs(CASES, everyone)).map(([case_id, patient]) => ({ case_id, patient })),
    );
    for (const type of Object.keys(RECORDS)) await relabel(sql, random, type);
    await sql`delete from access.custodian`;
    await sql`insert into access.custodian select custodian, id from patients.patient`;
  });
}

/** Keys of the records of one type, drawn anew, in every table that repeats them. */
async function relabel(sql: Pick<Pool, 'unsafe'>, random: Random, type: string): Promise<void> {
  const [see, content, key] = RECORDS[type]?.tables ?? ['', '', ''];
  const found = await sql.unsafe<{ id: string }[]>(`select id from ${see} order by id`);
  const drawn = found.map(({ id }) => ({ id, ...keysOf(random, type) }));
  const columns = Object.keys(drawn[0] ?? {}).filter((column) => column !== 'id');
  const shape = columns.map((column) => `${column} ${column === 'grantees' ? 'text[]' : 'text'}`).join(', ');
  const set = columns.map((column) => `${column} = k.${column}`).join(', ');
  const versions = type === 'Patient' ? 'patients.patient_identity_version' : `${content}_version`;
  for (const [table, id] of [
    [see, 'id'],
    [content, key],
    [`${see}_version`, 'record'],
    [versions, 'record'],
    ['provenance.version', 'record'],
  ])
    await sql.unsafe(
      `update ${table} t set ${set} from jsonb_to_recordset($1::text::jsonb) as k(id uuid, ${shape}) where t.${id} = k.id`,
      [JSON.stringify(drawn)],
    );
  if (type === 'Claim' || type === 'Coverage')
    await sql.unsafe(`update ${see} set insurer = case insurer_member
      when '${PAYERS[0]}' then '${organizationId(3)}'::uuid when '${PAYERS[1]}' then '${organizationId(4)}'::uuid end`);
}

function keysOf(random: Random, type: string): Record<string, unknown> {
  const custodian = random.pick(HOSPITALS);
  switch (RECORDS[type]?.see) {
    case 'clinical.see':
      return { custodian, sensitivity: random.pick(['N', 'N', 'N', 'R', 'V']) };
    case 'claim.see':
      return {
        ...{ custodian, provider_member: random.pick(HOSPITALS) },
        insurer_member: random.pick([...PAYERS, null]),
      };
    case 'consent.read':
      return { custodian, grantees: some(random, 0.4, STAFF) };
    default:
      return { custodian };
  }
}

/** Makes a case an auditor's own and open, whatever it was. */
export async function openCase(admin: Pool, id: string, auditor: string): Promise<void> {
  await admin`insert into access.regulatory_case (id, auditor, reason, opened_at, open_until)
    values (${id}, ${auditor}, 'Complaint', '2000-01-01', ${FUTURE})
    on conflict (id) do update set auditor = excluded.auditor, open_until = ${FUTURE}, closed_at = null`;
}
