import { sql } from 'drizzle-orm';
import { bigint, index, integer, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { provenance } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** A node of the version graph: hashes, parents and who may see that it exists. No values and no salts. */
export const recordVersion = provenance.table(
  'version',
  {
    hash: bytes().primaryKey(),
    record: uuid().notNull(),
    type: text().notNull(),
    schema: integer().notNull(),
    number: integer().notNull(),
    /** The patient it is about. */
    subject: uuid(),
    custodian: text(),
    providerMember: text(),
    insurerMember: text(),
    /** Of a consent: members and subjects that a permit in it names; null for every other type. */
    grantees: text().array(),
    /** N, R or V; null where the record type has no label. */
    sensitivity: text(),
    /** Instant of the record that a consent's data period is compared with; no role may select it. */
    at: instant(),
    /** `YYYY-MM` of that instant in UTC: as coarse as the see class of the record has it. */
    month: text().generatedAlwaysAs(
      sql.raw(`lpad(extract(year from ("at" at time zone 'UTC'))::integer::text, 4, '0') || '-' ||
        lpad(extract(month from ("at" at time zone 'UTC'))::integer::text, 2, '0')`),
    ),
    /** Member in whose log it stands. */
    organization: text().notNull(),
    log: text().notNull(),
    /** Leaf index in the log, given by the batcher. */
    position: bigint({ mode: 'number' }),
    activity: text().notNull(),
    agent: text().notNull(),
    recordedAt: instant().notNull(),
    parents: bytes().array().notNull(),
    /** All leaf hashes in index order, concatenated. */
    leaves: bytes().notNull(),
  },
  (table) => [
    unique().on(table.record, table.number),
    uniqueIndex().on(table.log, table.position),
    index().on(table.subject),
  ],
);
