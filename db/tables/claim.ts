import { sql } from 'drizzle-orm';
import { check, index, jsonb, numeric, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { claimKeys } from './keys.ts';
import { claims } from './schemas.ts';
import { versionColumns } from './version.ts';

/** Policy class claim.see. */
export const claim = claims.table(
  'claim',
  {
    id: uuid().primaryKey(),
    ...claimKeys(),
    encounter: uuid(),
    provider: uuid().notNull(),
    insurer: uuid(),
    use: text(),
    state: text().notNull(),
    /** YYYY-MM. */
    month: text(),
    typeGroup: text(),
    /** Without precision, so that the scale of the source text stays. */
    total: numeric(),
    totalCurrency: text(),
    paid: numeric(),
    paidCurrency: text(),
  },
  (table) => [
    index().on(table.patient, table.month.desc(), table.id),
    index().on(table.month.desc(), table.id),
    index().on(table.custodian, table.month.desc(), table.id),
    index().on(table.providerMember, table.month.desc(), table.id),
    index().on(table.insurerMember, table.month.desc(), table.id),
    index().on(table.encounter),
    check('claim_state', sql`${table.state} in ('SUBMITTED', 'ADJUDICATED', 'PAID', 'DENIED')`),
  ],
);

/** Policy class claim.read. */
export const claimDetail = claims.table(
  'claim_detail',
  {
    claim: uuid()
      .primaryKey()
      .references(() => claim.id),
    ...claimKeys(),
    type: jsonb(),
    created: text(),
    billableStart: text(),
    billableEnd: text(),
    lines: jsonb().notNull(),
    diagnoses: jsonb().notNull(),
    adjudications: jsonb().notNull(),
    history: jsonb().notNull(),
  },
  (table) => [
    index().on(table.patient, table.created.desc(), table.claim),
    index().on(table.providerMember, table.created.desc(), table.claim),
    index().on(table.insurerMember, table.created.desc(), table.claim),
  ],
);

export const claimVersion = claims.table(
  'claim_version',
  { ...versionColumns(), ...claimKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);

export const claimDetailVersion = claims.table(
  'claim_detail_version',
  { ...versionColumns(), ...claimKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);
