import { index, primaryKey, timestamp } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { provenance } from './schemas.ts';

/**
 * Which version was made from which (`version.parents`, one row each), so that lineage is followed either way by an index
 * that row-level security leaves usable. A trigger of `provenance.version` writes it.
 */
export const derivation = provenance.table(
  'derivation',
  {
    version: bytes().notNull(),
    source: bytes().notNull(),
    /** Of the version that was made. */
    recordedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.source] }), index().on(table.source)],
);
