import { index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { claimKeys } from './keys.ts';
import { claims } from './schemas.ts';
import { versionColumns } from './version.ts';

/** Policy class claim.see: who pays for a person's care. */
export const coverage = claims.table(
  'coverage',
  {
    id: uuid().primaryKey(),
    ...claimKeys(),
    insurer: uuid(),
    status: text(),
    /** YYYY-MM. */
    month: text(),
  },
  (table) => [
    index().on(table.patient, table.month.desc(), table.id),
    index().on(table.insurerMember, table.month.desc(), table.id),
  ],
);

/** Policy class claim.read. */
export const coverageDetail = claims.table(
  'coverage_detail',
  {
    coverage: uuid()
      .primaryKey()
      .references(() => coverage.id),
    ...claimKeys(),
    type: jsonb(),
    periodStart: text(),
    periodEnd: text(),
    subscriberId: text(),
    relationship: text(),
    classes: jsonb().notNull(),
  },
  (table) => [index().on(table.patient, table.periodStart.desc(), table.coverage)],
);

export const coverageVersion = claims.table(
  'coverage_version',
  { ...versionColumns(), ...claimKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);

export const coverageDetailVersion = claims.table(
  'coverage_detail_version',
  { ...versionColumns(), ...claimKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);
