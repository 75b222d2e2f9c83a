import { index, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** An encounter at the member, open or ended within the treating days: `until` is when the relation lapses. */
export const treating = access.table(
  'treating',
  { member: text().notNull(), patient: uuid().notNull(), until: instant().notNull() },
  (table) => [primaryKey({ columns: [table.member, table.patient] })],
);

/** The member that keeps the person's record. */
export const custodian = access.table(
  'custodian',
  { member: text().notNull(), patient: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.member, table.patient] })],
);

/** The payers of any of the person's claims. */
export const insurer = access.table(
  'insurer',
  { member: text().notNull(), patient: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.member, table.patient] })],
);

/** Whose records a patient-tier caller stands for: each person their own (subject is the record id), and delegations. */
export const delegate = access.table(
  'delegate',
  { subject: text().notNull(), patient: uuid().notNull(), until: instant().notNull() },
  (table) => [primaryKey({ columns: [table.subject, table.patient] })],
);

/** What an emergency access opens: one person, one patient, until it expires. A later one is a row of its own. */
export const breakGlass = access.table(
  'break_glass',
  { subject: text().notNull(), patient: uuid().notNull(), expires: instant().notNull() },
  (table) => [
    primaryKey({ columns: [table.subject, table.patient, table.expires] }),
    index().on(table.patient),
  ],
);
