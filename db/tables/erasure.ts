import { sql } from 'drizzle-orm';
import { check, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/**
 * That a record is to be erased, or was: the only row that may take values away. It outlives what it erased, with nothing in
 * it that the record said.
 */
export const erasure = access.table(
  'erasure',
  {
    record: uuid().primaryKey(),
    /** What the version graph says of the record; null until it was looked up. */
    type: text(),
    patient: uuid(),
    /** Member that keeps the record, and so answers for the erasure. */
    custodian: text().notNull(),
    /** Why, by the letters of GDPR Article 17 (1), or because a retention rule says so. */
    ground: text().notNull(),
    /** Subject of who ordered it; null: a retention rule. */
    orderedBy: text(),
    orderedAt: instant().notNull(),
    /** Why it is not done yet, by name; null: it is next. */
    waits: text(),
    erasedAt: instant(),
    /** How many versions had their values and salts destroyed. */
    versions: integer(),
  },
  (table) => [
    index('erasure_waiting').on(table.orderedAt, table.record).where(sql`${table.erasedAt} is null`),
    index().on(table.patient, table.orderedAt.desc(), table.record),
    index().on(table.custodian, table.orderedAt.desc(), table.record),
    check(
      'erasure_ground',
      sql`${table.ground} in ('NOT_NECESSARY', 'CONSENT_WITHDRAWN', 'OBJECTION', 'UNLAWFUL', 'LEGAL_OBLIGATION', 'RETENTION_ENDED')`,
    ),
    check('erasure_rule', sql`(${table.orderedBy} is null) = (${table.ground} = 'RETENTION_ENDED')`),
    check('erasure_waits', sql`${table.waits} in ('HELD_ELSEWHERE', 'LEDGER_PENDING')`),
    check('erasure_done', sql`(${table.erasedAt} is null) = (${table.versions} is null)`),
  ],
);
