import { sql } from 'drizzle-orm';
import { customType, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

/** A transaction's number, which the database never gives again. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

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
    /** Patients of them whom a broken glass alone opened. */
    emergency: uuid().array().notNull().default(sql`'{}'`),
    /** Patients of them whom a clinician read without a visit at their organization in time. */
    unvisited: uuid().array().notNull().default(sql`'{}'`),
    /** Visits of theirs that it showed, or of which it showed something. */
    encounters: uuid().array().notNull().default(sql`'{}'`),
    /** The transaction that wrote it: what is new is found by it, however late a transaction commits. */
    transaction: xid8().notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index().using('gin', table.patients),
    index().on(table.at),
    // An organization's log by its newest.
    index().on(table.organization, table.at),
    index().on(table.transaction),
    // Reads under a regulatory case are counted by day.
    index('event_case').on(table.at).where(sql`${table.caseId} is not null`),
  ],
);

/** That an event is committed to its organization's access log: the field salts of all its leaves. Append-only too. */
export const eventVersion = access.table('event_version', {
  record: uuid().primaryKey(),
  number: integer().notNull(),
  salts: bytes().notNull(),
});
