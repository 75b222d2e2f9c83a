import { integer, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

/**
 * Places that live streams take, at all hubs together. Unlogged (see its migration): who holds a place says so again every
 * few seconds, and a place of which nothing is heard is free.
 */
export const streamPlace = access.table(
  'stream_place',
  {
    /** SHA-256 of who listens: no subject stands here. */
    caller: bytes().notNull(),
    /** 1 to as many as one caller may have. */
    place: integer().notNull(),
    /** The hub's process. */
    hub: uuid().notNull(),
    /** When it is free unless it is heard of, by the database's clock. */
    until: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.place] })],
);
