import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { provenance } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** Calls of contracts that are to be written to the ledger, each with what it changes here. */
export const submission = provenance.table(
  'submission',
  {
    number: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Those of one lane are written one after another. */
    lane: text().notNull(),
    /** Slug of the member whose service identity signs. */
    organization: text().notNull(),
    /** Such as `consent:grant`. */
    call: text().notNull(),
    /** Whose records it is about; null: nobody's. */
    patient: uuid(),
    arguments: text().array().notNull(),
    /** Whether it takes effect here only once it is VALID; what narrows takes effect when it is stored. */
    widens: boolean().notNull(),
    /** What the effect needs; emptied once the ledger has decided. */
    effect: jsonb(),
    state: text().notNull().default('PENDING'),
    /** INVALID: Fabric's validation code, or the contract's own code where it refused. */
    code: text(),
    /** PENDING: why it waits, in words. */
    reason: text(),
    /** Fabric transaction id of the one that came through. */
    transaction: text(),
    createdAt: instant().notNull().default(sql`now()`),
    decidedAt: instant(),
  },
  (table) => [
    index('submission_pending').on(table.lane, table.number).where(sql`${table.state} = 'PENDING'`),
    check('submission_state', sql`${table.state} in ('PENDING', 'VALID', 'INVALID')`),
    check('submission_decided', sql`(${table.state} = 'INVALID') = (${table.code} is not null)`),
  ],
);
