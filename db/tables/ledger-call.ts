import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { provenance } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/**
 * Calls of contracts that change something for a person: consent, uploads, keys, broken glass. Written with what they
 * are about, in one transaction; the worker takes them to the ledger.
 */
export const ledgerCall = provenance.table(
  'ledger_call',
  {
    id: uuid().primaryKey(),
    /** Calls of a lane go one after another, by position. */
    lane: text().notNull(),
    position: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    /** Whose service identity submits it. */
    member: text().notNull(),
    /** Such as `consent:grant`. */
    name: text().notNull(),
    arguments: text().array().notNull(),
    state: text().notNull().default('PENDING'),
    /** Code of the contract's refusal. */
    reason: text(),
    /** The envelope under way or in a block: signed, and stored before it is sent. */
    transaction: text().unique(),
    envelope: bytes(),
    sendings: integer().notNull().default(0),
    createdAt: instant().notNull().default(sql`now()`),
    decidedAt: instant(),
  },
  (table) => [
    index('ledger_call_pending').on(table.lane, table.position).where(sql`${table.state} = 'PENDING'`),
    check('ledger_call_state', sql`${table.state} in ('PENDING', 'VALID', 'REFUSED')`),
  ],
);
