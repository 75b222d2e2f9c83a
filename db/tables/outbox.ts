import { sql } from 'drizzle-orm';
import { bigint, integer, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { provenance } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/**
 * Signed envelopes, stored before they are sent; the same bytes go out again until the ledger gives an outcome. They are
 * for a checkpoint (its log and size) or a submission (its lane and number).
 */
export const outbox = provenance.table(
  'outbox',
  {
    transaction: text().primaryKey(),
    lane: text().notNull(),
    number: bigint({ mode: 'number' }).notNull(),
    envelope: bytes().notNull(),
    sendings: integer().notNull().default(0),
    createdAt: instant().notNull().default(sql`now()`),
    sentAt: instant(),
    /** Validation code by the ledger; null while nothing decides. */
    outcome: text(),
  },
  (table) => [
    // Each has one envelope that counts: the one in flight, or the one that came through.
    uniqueIndex('outbox_current')
      .on(table.lane, table.number)
      .where(sql`${table.outcome} is null or ${table.outcome} = 'VALID'`),
  ],
);
