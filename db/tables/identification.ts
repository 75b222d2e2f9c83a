import { sql } from 'drizzle-orm';
import { check, index, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

/**
 * By what a person is found exactly: digests (`access.identity_digest`) of each identifier, and of name and birth date. Kept
 * by a trigger of the identities.
 */
export const identification = access.table(
  'identification',
  { digest: bytes().notNull(), patient: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.digest, table.patient] }), index().on(table.patient)],
);

/** Somebody was sought by such a digest. It opens the rows with that digest to the transaction that wrote it alone. */
export const search = access.table(
  'search',
  {
    subject: text().notNull(),
    /** Start of the clock hour in which it was, and the how-manieth of the hour: one cannot be two searches. */
    hour: timestamp({ withTimezone: true }).notNull(),
    place: smallint().notNull(),
    digest: bytes().notNull(),
    soughtAt: timestamp({ withTimezone: true }).notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.hour, table.place] }),
    check('search_place', sql`${table.place} between 1 and 20`),
  ],
);
