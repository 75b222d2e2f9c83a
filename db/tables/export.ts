import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** A bulk export: who asked for what, how far it is, and who works at it. */
export const exportJob = access.table(
  'export_job',
  {
    id: uuid().primaryKey(),
    /** Whose it is: nobody else learns of it. */
    tier: text().notNull(),
    role: text(),
    subject: text().notNull(),
    organization: text(),
    /** The caller as they asked, whose rights each page is read under. */
    caller: jsonb().notNull(),
    /** Address that was asked. */
    request: text().notNull(),
    types: text().array().notNull(),
    state: text().notNull().default('QUEUED'),
    /** Where it goes on; null: at the beginning. */
    place: jsonb(),
    resources: integer().notNull().default(0),
    createdAt: instant().notNull().default(sql`now()`),
    finishedAt: instant(),
    /** When it is forgotten with all that it made. */
    expiresAt: instant().notNull(),
    /** The hub that works at it, and when it was last heard of. */
    hub: uuid(),
    beat: instant(),
  },
  (table) => [
    index().on(table.subject, table.createdAt),
    index('export_job_waiting').on(table.createdAt).where(sql`${table.state} in ('QUEUED', 'RUNNING')`),
    check(
      'export_job_state',
      sql`${table.state} in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'WITHDRAWN')`,
    ),
  ],
);

/** A piece of an export's file: lines of FHIR NDJSON, and whose records they are. */
export const exportChunk = access.table(
  'export_chunk',
  {
    job: uuid()
      .notNull()
      .references(() => exportJob.id, { onDelete: 'cascade' }),
    type: text().notNull(),
    number: integer().notNull(),
    lines: integer().notNull(),
    patients: uuid().array().notNull(),
    bytes: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.type, table.number] })],
);
