import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { provenance } from './schemas.ts';

const count = () => bigint({ mode: 'number' });

/** An organization's append-only log; `size` is how many positions the batcher has given. */
export const log = provenance.table('log', {
  name: text().primaryKey(),
  organization: text().notNull(),
  size: count().notNull().default(0),
});

/** Up to 256 hashes of one level, as in C2SP tlog-tiles; only the last tile of a level is partial. */
export const tile = provenance.table(
  'tile',
  { log: text().notNull(), level: integer().notNull(), number: count().notNull(), hashes: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.log, table.level, table.number] })],
);

/** Size and root of a log, and the transaction that anchors them. */
export const checkpoint = provenance.table(
  'checkpoint',
  {
    log: text().notNull(),
    size: count().notNull(),
    root: bytes().notNull(),
    previousSize: count().notNull(),
    previousRoot: bytes(),
    /** Fabric transaction id; null until an envelope is made. */
    transaction: text(),
    state: text().notNull().default('PENDING'),
    /** Why it failed, or waits; by name. */
    reason: text(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.log, table.size] }),
    index().on(table.transaction),
    check('checkpoint_state', sql`${table.state} in ('PENDING', 'ANCHORED', 'FAILED')`),
  ],
);

/** A peer's signed answer to `qscc GetTransactionByID` about an anchoring transaction. */
export const receipt = provenance.table(
  'receipt',
  {
    transaction: text().notNull(),
    msp: text().notNull(),
    proposal: bytes().notNull(),
    payload: bytes().notNull(),
    endorser: bytes().notNull(),
    signature: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.transaction, table.msp] })],
);
