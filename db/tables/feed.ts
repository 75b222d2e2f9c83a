import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { provenance } from './schemas.ts';

const count = () => bigint({ mode: 'number' });

/**
 * What has happened, for live events: a new version of a record, or a checkpoint that is anchored. Triggers write it in
 * the transaction of what happened; the worker gives positions afterwards, one transaction at a time, so that a position
 * is seen only when all lower ones are. Ids alone; rows of a week.
 */
export const feed = provenance.table(
  'feed',
  {
    id: count().primaryKey().generatedAlwaysAsIdentity(),
    /** Null until the worker has given one. */
    position: count(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull().default(sql`now()`),
    /** RECORD or ANCHOR. */
    kind: text().notNull(),
    type: text(),
    record: uuid(),
    version: integer(),
    log: text(),
    size: count(),
    previousSize: count(),
    transaction: text(),
  },
  (table) => [
    uniqueIndex().on(table.position),
    index('feed_fresh').on(table.id).where(sql`${table.position} is null`),
    check('feed_kind', sql`${table.kind} in ('RECORD', 'ANCHOR')`),
  ],
);

/** One row: the last position that was given, and the last one that is gone. */
export const feedHead = provenance.table(
  'feed_head',
  {
    only: boolean().primaryKey().default(true),
    position: count().notNull().default(0),
    gone: count().notNull().default(0),
  },
  (table) => [check('feed_head_only', sql`${table.only}`)],
);
