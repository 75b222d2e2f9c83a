import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { intake } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** By what a source record is known, and the digest of what it last said. */
export const source = intake.table(
  'source',
  {
    source: text().notNull(),
    type: text().notNull(),
    sourceId: text().notNull(),
    record: uuid().notNull(),
    digest: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.type, table.sourceId] })],
);

/** One run of the importer and what it counted. */
export const run = intake.table(
  'run',
  {
    id: uuid().primaryKey().defaultRandom(),
    startedAt: instant().notNull().default(sql`now()`),
    finishedAt: instant(),
    source: text().notNull(),
    /** Subject of who sent it in; null for the command. */
    requester: text(),
    report: jsonb(),
  },
  (table) => [index().on(table.requester, table.startedAt)],
);

/** Files of a watched folder that were taken in as they stood: a digest of source, path, size and time of change. */
export const takenFile = intake.table('taken_file', {
  digest: bytes().primaryKey(),
  takenAt: instant().notNull().default(sql`now()`),
});

/** Input that was refused, with where it stood and why. */
export const quarantine = intake.table(
  'quarantine',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    run: uuid()
      .notNull()
      .references(() => run.id),
    file: text().notNull(),
    line: integer(),
    resource: text(),
    reason: text().notNull(),
  },
  (table) => [index().on(table.run)],
);
