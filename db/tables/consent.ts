import { index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { consentKeys } from './keys.ts';
import { patient } from './person.ts';
import { patients } from './schemas.ts';
import { versionColumns } from './version.ts';

/** Policy class consent.read: a person's decision as a document. What it permits and denies is in `access.consent`. */
export const consent = patients.table(
  'consent',
  {
    id: uuid().primaryKey(),
    ...consentKeys(),
    patient: uuid()
      .notNull()
      .references(() => patient.id),
    organization: uuid(),
    status: text(),
    scope: text(),
    /** YYYY-MM. */
    month: text(),
    /** PERMIT or DENY: the base rule. */
    decision: text(),
  },
  (table) => [index().on(table.patient, table.month.desc(), table.id)],
);

/** Policy class consent.read. */
export const consentDetail = patients.table(
  'consent_detail',
  {
    consent: uuid()
      .primaryKey()
      .references(() => consent.id),
    ...consentKeys(),
    category: jsonb(),
    dateTime: text(),
    policyRule: jsonb(),
    validStart: text(),
    validEnd: text(),
    provisions: jsonb().notNull(),
  },
  (table) => [index().on(table.patient, table.dateTime.desc(), table.consent)],
);

export const consentVersion = patients.table(
  'consent_version',
  { ...versionColumns(), ...consentKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);

export const consentDetailVersion = patients.table(
  'consent_detail_version',
  { ...versionColumns(), ...consentKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);
