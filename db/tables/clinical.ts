import { sql } from 'drizzle-orm';
import { check, index, type PgColumnBuilderBase, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { clinicalKeys } from './keys.ts';
import { patient } from './person.ts';
import { patients } from './schemas.ts';
import { versionColumns } from './version.ts';

type Columns = Readonly<Record<string, PgColumnBuilderBase>>;

interface ClinicalColumns {
  /** Of policy class clinical.see, besides person, visit, month and the keys. */
  readonly see: Columns;
  /** Of policy class clinical.read: the text column that says when the record is of, and the others. */
  readonly time: string;
  readonly content: Columns;
}

/** TypeScript's spelling of a name in PostgreSQL's. */
const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The four tables of a clinical record type: what it says now, and what its versions said, a table for each policy class.
 *
 * @param name - in the spelling of TypeScript; the content's table names the record by it
 */
export function clinicalTables(name: string, { see, time, content }: ClinicalColumns) {
  const table = snakeCase(name);
  const seen = patients.table(
    table,
    {
      id: uuid().primaryKey(),
      ...clinicalKeys(),
      patient: uuid()
        .notNull()
        .references(() => patient.id),
      encounter: uuid(),
      /** YYYY-MM. */
      month: text(),
      ...(see as Record<never, never>),
    },
    (columns) => [
      index().on(columns.patient, columns.month.desc(), columns.id),
      index().on(columns.custodian, columns.month.desc(), columns.id),
      index().on(columns.encounter),
      check(`${table}_sensitivity`, sql`${columns.sensitivity} in ('N', 'R', 'V')`),
    ],
  );
  const detail = patients.table(
    `${table}_detail`,
    {
      record: uuid(table)
        .primaryKey()
        .references(() => seen.id),
      ...clinicalKeys(),
      time: text(snakeCase(time)),
      ...(content as Record<never, never>),
    },
    (columns) => [index().on(columns.patient, columns.time.desc(), columns.record)],
  );
  return [seen, detail, versionsOf(`${table}_version`), versionsOf(`${table}_detail_version`)] as const;
}

const versionsOf = (table: string) =>
  patients.table(table, { ...versionColumns(), ...clinicalKeys() }, (columns) => [
    primaryKey({ columns: [columns.record, columns.number] }),
  ]);
