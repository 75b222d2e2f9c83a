import { sql } from 'drizzle-orm';
import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

/** An access event (IHE BALP shape): append-only, written in the transaction that read, durable before the reply leaves. */
export const event = access.table(
  'event',
  {
    id: uuid().primaryKey().defaultRandom(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull().default(sql`now()`),
    /** Correlation id of the request. */
    request: text().notNull(),
    subgraph: text().notNull(),
    tier: text().notNull(),
    role: text(),
    subject: text(),
    organization: text(),
    purpose: text(),
    caseId: uuid(),
    operation: text(),
    classes: text().array().notNull(),
    patients: uuid().array().notNull(),
    policies: text().array().notNull(),
    consents: uuid().array().notNull(),
    outcome: text().notNull(),
  },
  (table) => [index().using('gin', table.patients), index().on(table.at)],
);
