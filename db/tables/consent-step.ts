import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

/**
 * What a person did about a decision with their own key: a step makes a version of the record and a call of contract
 * `consent`. Append-only: what ends a decision is a later step.
 */
export const consentStep = access.table(
  'consent_step',
  {
    /** The record of type Consent, and the version of it that the step made. */
    record: uuid().notNull(),
    number: integer().notNull(),
    patient: uuid().notNull(),
    /** grant, amend or revoke. */
    step: text().notNull(),
    /** Id on the ledger of the decision that the step makes or, for a revocation, ends. */
    consent: text().notNull(),
    /** Id on the ledger of the decision whose place it takes. */
    amends: text(),
    /** What the person signed the commitment of, and the salt, hex; null for a revocation. */
    terms: jsonb(),
    salt: text(),
    /** Thumbprint of the signing key, and the statement itself. */
    key: text().notNull(),
    statement: text().notNull(),
    /** The call for the ledger. */
    submission: bigint({ mode: 'number' }).notNull(),
    /** The provisions that hold by it; they stand in `access.consent` while they do. */
    provisions: uuid().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.record, table.number] }),
    uniqueIndex('consent_step_made').on(table.consent).where(sql`${table.step} <> 'revoke'`),
    index().on(table.patient),
    check('consent_step_kind', sql`${table.step} in ('grant', 'amend', 'revoke')`),
  ],
);
