import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** A key that a person signs with, as the organization that keeps their record had it registered on the ledger. */
export const personKey = access.table(
  'person_key',
  {
    /** RFC 7638. */
    thumbprint: text().primaryKey(),
    patient: uuid().notNull(),
    /** Slug of the member that registers it. */
    organization: text().notNull(),
    /** The person on the ledger: a random id, of this organization alone. */
    subject: text().notNull(),
    /** P-256 public key as JWK. */
    key: jsonb().notNull(),
    /** PERSON: nobody else holds the private part; DEPLOYMENT: it lies in the home of this deployment, as the demo's do. */
    holder: text().notNull(),
    /** Thumbprint of the key whose place it takes. */
    replaces: text(),
    /** The largest sequence of its statements on record. */
    sequence: bigint({ mode: 'number' }).notNull(),
    /** The call that registers it. */
    submission: bigint({ mode: 'number' }).notNull(),
    registeredAt: instant().notNull().default(sql`now()`),
    /** REPLACED or RETIRED; null while it counts. */
    ended: text(),
    endedAt: instant(),
  },
  (table) => [
    index().on(table.patient),
    check('person_key_holder', sql`${table.holder} in ('PERSON', 'DEPLOYMENT')`),
    check('person_key_ended', sql`(${table.ended} is null) = (${table.endedAt} is null)`),
  ],
);
