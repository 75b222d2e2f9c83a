import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Queries, transact } from '../import/connection.ts';
import { insertRows, type Row } from '../import/write/insert.ts';
import { Calendar } from './calendar.ts';
import { CHILD, MOTHER } from './population.ts';
import { AUDITOR, CLINICIAN, NORTHGATE_CLINICIAN, STAFF } from './staff.ts';

/** Record ids of the demo's people, by the number in their source id. */
type People = (number: number) => string;

const CASE_DAYS = 30;

/**
 * Whom the people of the demo let see what, for whom they stand, the auditor's open case, and whom one can sign in as. One
 * transaction: the personas are its last rows, so that a demo with personas is whole.
 */
export async function decide(sql: Sql, source: string, now: Date): Promise<void> {
  const calendar = new Calendar(now);
  await transact(sql, async (transaction) => {
    const people = await readPeople(transaction, source);
    await insertRows(transaction, 'access.consent', consents(people, calendar));
    await insertRows(transaction, 'access.delegate', [motherOf(people, calendar)], ['subject', 'patient']);
    const openCase = await openCaseOf(transaction, people, now);
    await insertRows(transaction, 'access.persona', personaRows(people, openCase), ['name']);
  });
}

async function readPeople(sql: Queries, source: string): Promise<People> {
  const rows = await sql<{ source_id: string; record: string }[]>`
    select source_id, record from intake.source
    where source = ${source} and type = 'Patient' and source_id like 'demo-patient-%'`;
  const records = new Map(rows.map(({ source_id, record }) => [source_id, record]));
  return (number) => {
    const record = records.get(`demo-patient-${number}`);
    if (record === undefined) throw new Error(`the demo has no patient ${number}`);
    return record;
  };
}

/** Permits and denies of every kind the policies know; most people have decided nothing. */
function consents(people: People, calendar: Calendar): readonly Row[] {
  const decision = (patient: number, provision: Row): Row => ({
    id: randomUUID(),
    patient: people(patient),
    actor: null,
    data_class: null,
    purpose: null,
    permit: false,
    deny_emergency: false,
    valid_from: calendar.instant(90, 0),
    valid_to: calendar.instant(-365, 0),
    data_from: null,
    data_to: null,
    ...provision,
  });
  const clinical = { permit: true, data_class: 'clinical', purpose: 'TREAT' };
  return [
    // The mother: her psychiatric visit is for one clinician; the other hospital may see the last year only.
    decision(1, { ...clinical, actor: CLINICIAN.subject }),
    decision(1, { ...clinical, actor: 'saint-anne', data_from: calendar.instant(365, 0) }),
    // Permits to organizations that do not treat the person, with and without a period of data.
    decision(3, { ...clinical, actor: 'lakeside' }),
    decision(4, {
      ...clinical,
      actor: 'northgate',
      data_from: calendar.instant(200, 0),
      data_to: calendar.instant(0, 0),
    }),
    decision(5, { permit: true, actor: NORTHGATE_CLINICIAN.subject, purpose: 'TREAT' }),
    // Ended.
    decision(6, { ...clinical, actor: 'lakeside', valid_to: calendar.instant(10, 0) }),
    // Denies: one hospital; everyone, what happened in one half-year; everyone, also in an emergency.
    decision(7, { actor: 'lakeside', data_class: 'clinical' }),
    decision(14, {
      data_class: 'clinical',
      data_from: calendar.instant(400, 0),
      data_to: calendar.instant(200, 0),
    }),
    decision(21, { actor: 'northgate' }),
    decision(28, { deny_emergency: true }),
    decision(35, { actor: CLINICIAN.subject, data_class: 'clinical' }),
    decision(42, { data_class: 'identity' }),
  ];
}

/** A parent stands for a child until it is of age. */
function motherOf(people: People, calendar: Calendar): Row {
  return {
    subject: people(numberOf(MOTHER)),
    patient: people(numberOf(CHILD)),
    until: calendar.instant(-11 * 365, 0),
  };
}

/** The auditor looks into a few people's records, the mother's among them. */
async function openCaseOf(sql: Queries, people: People, now: Date): Promise<string> {
  const id = randomUUID();
  const until = new Date(now.getTime() + CASE_DAYS * 86_400_000);
  await insertRows(sql, 'access.regulatory_case', [
    {
      ...{ id, auditor: AUDITOR.subject, opened_at: now, open_until: until, closed_at: null },
      reason: 'Review of billed visits, first quarter',
    },
  ]);
  const scope = [1, 2, 8, 9, 10, 11, 12].map((number) => ({ case_id: id, patient: people(number) }));
  await insertRows(sql, 'access.case_scope', scope);
  return id;
}

function personaRows(people: People, openCase: string): readonly Row[] {
  const patient = {
    ...{ name: 'patient', tier: 'patient', role: null, organization: null },
    ...{ subject: people(numberOf(MOTHER)), purposes: ['PATRQT'], case_id: null },
  };
  const staff = STAFF.map((person) => ({
    ...person,
    case_id: person.role === 'auditor' ? openCase : null,
  }));
  return [patient, ...staff];
}

function numberOf(patient: string): number {
  return Number(patient.slice('demo-patient-'.length));
}
