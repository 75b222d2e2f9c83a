import { sql } from 'drizzle-orm';
import { check, date, index, integer, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** A regulator's case: open until it is closed or its time is over. */
export const regulatoryCase = access.table('regulatory_case', {
  id: uuid().primaryKey(),
  /** Subject of the auditor who opened it. */
  auditor: text().notNull(),
  reason: text().notNull(),
  openedAt: instant().notNull(),
  openUntil: instant().notNull(),
  closedAt: instant(),
});

/** The people a case covers. */
export const caseScope = access.table(
  'case_scope',
  {
    caseId: uuid()
      .notNull()
      .references(() => regulatoryCase.id),
    patient: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.patient] })],
);

/** People's data was read under a case more often in a day than cases ask for; somebody else than its auditor looks at it. */
export const caseAlert = access.table(
  'case_alert',
  {
    id: uuid().primaryKey().defaultRandom(),
    caseId: uuid()
      .notNull()
      .references(() => regulatoryCase.id),
    /** Subject of the auditor whose case it is. */
    auditor: text().notNull(),
    /** The case's, for a reviewer who does not see it. */
    reason: text().notNull(),
    /** UTC. */
    day: date().notNull(),
    /** Reads of a person's data when it was raised: each request counts each person that it showed. */
    reads: integer().notNull(),
    raisedAt: instant().notNull().default(sql`now()`),
    reviewedAt: instant(),
    reviewer: text(),
    outcome: text(),
    finding: text(),
  },
  (table) => [
    unique().on(table.caseId, table.day),
    index().on(table.raisedAt, table.id),
    check('case_alert_outcome', sql`${table.outcome} in ('JUSTIFIED', 'UNJUSTIFIED')`),
    check('case_alert_reviewer', sql`${table.reviewer} <> ${table.auditor}`),
    check(
      'case_alert_reviewed',
      sql`(${table.reviewedAt} is null) = (${table.reviewer} is null)
      and (${table.reviewedAt} is null) = (${table.outcome} is null)`,
    ),
  ],
);
