import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ownedKeys } from './keys.ts';
import { patients } from './schemas.ts';
import { versionColumns } from './version.ts';

/** Policy class person.see. */
export const patient = patients.table(
  'patient',
  {
    id: uuid().primaryKey(),
    ...ownedKeys(),
    birthYear: integer(),
    /** MALE, FEMALE, OTHER or UNKNOWN. */
    sex: text(),
    state: text(),
    zip3: text(),
  },
  (table) => [index().on(table.custodian, table.id)],
);

/** Policy class person.identify. */
export const patientIdentity = patients.table(
  'patient_identity',
  {
    patient: uuid()
      .primaryKey()
      .references(() => patient.id),
    ...ownedKeys(),
    name: jsonb(),
    identifiers: jsonb().notNull(),
    telecom: jsonb().notNull(),
    address: jsonb(),
    /** A FHIR date in its own precision. */
    birthDate: text(),
  },
  (table) => [index().on(table.custodian, table.patient)],
);

export const patientVersion = patients.table(
  'patient_version',
  { ...versionColumns(), patient: uuid().notNull(), ...ownedKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);

export const patientIdentityVersion = patients.table(
  'patient_identity_version',
  { ...versionColumns(), patient: uuid().notNull(), ...ownedKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);
