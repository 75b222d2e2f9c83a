import type { Caller } from '../caller/caller.ts';
import type { Relation } from '../catalogue/policy.ts';
import { type Fragment, join, name, sql } from '../sql/fragment.ts';
import { provisionsOf } from './consent-sql.ts';

/** Relations between a caller and a person, whatever the record; each is a small table of schema `access`. */
const FACTS = {
  self: (patient, caller) => sql`exists (select from access.delegate r
    where r.subject = ${caller.subject} and r.patient = ${patient} and r.until > now())`,
  treating: (patient, caller) => sql`exists (select from access.treating r
    where r.member = ${caller.organization} and r.patient = ${patient} and r.until > now())`,
  custodian: (patient, caller) => sql`exists (select from access.custodian r
    where r.member = ${caller.organization} and r.patient = ${patient})`,
  insurer: (patient, caller) => sql`exists (select from access.insurer r
    where r.member = ${caller.organization} and r.patient = ${patient})`,
  breakGlass: (patient, caller) => sql`exists (select from access.break_glass r
    where r.subject = ${caller.subject} and r.patient = ${patient} and r.expires > now())`,
  case: (patient, caller) => sql`exists (select from access.case_scope s
    join access.regulatory_case r on r.id = s.case_id
    where r.id = ${caller.case}::uuid and r.auditor = ${caller.subject} and s.patient = ${patient}
    and r.opened_at <= now() and r.open_until > now() and r.closed_at is null)`,
} as const satisfies Partial<Record<Relation, (patient: Fragment, caller: Caller) => Fragment>>;

export type PersonFact = keyof typeof FACTS;

const COLUMNS: Readonly<Record<PersonFact, string>> = {
  self: 'self',
  treating: 'treating',
  custodian: 'custodian',
  insurer: 'insurer',
  breakGlass: 'break_glass',
  case: 'open_case',
};

/** A fact of the row source `f` that {@link personFacts} makes. */
export const fact = (relation: PersonFact): Fragment => sql`f.${name(COLUMNS[relation])}`;

/** Facts that a statement asks of each person, and whether it asks for consent provisions. */
export interface AskedFacts {
  readonly relations: ReadonlySet<PersonFact>;
  readonly provisions: boolean;
}

/**
 * A lateral row source `f` with what is to be known between the caller and one person. It is kept from being merged into
 * the statement around it (`offset 0`), so that a fact is looked up once a row however often it is asked.
 */
export function personFacts(asked: AskedFacts, patient: Fragment, caller: Caller): Fragment {
  const columns = [...asked.relations].map(
    (relation) => sql`${FACTS[relation](patient, caller)} as ${name(COLUMNS[relation])}`,
  );
  if (asked.provisions) columns.push(sql`${provisionsOf(patient, caller)} as provisions`);
  if (columns.length === 0) return sql`(select true as nothing) f`;
  return sql`lateral (select ${join(columns, ', ')} offset 0) f`;
}
