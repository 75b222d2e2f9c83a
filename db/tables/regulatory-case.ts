import { primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
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
