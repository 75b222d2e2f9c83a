import { type Fragment, sql } from '@caretrail/kit';

/** Visits by their ids, each with its person as `person`; whether the caller may know of that person is to be asked. */
export const visitsSql = (ids: readonly string[]): Fragment =>
  sql`select t.id, t.patient as person from patients.encounter t where t.id = any(${ids}::uuid[])`;
