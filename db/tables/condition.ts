import { sql } from 'drizzle-orm';
import { check, index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { clinicalKeys } from './keys.ts';
import { patient } from './person.ts';
import { patients } from './schemas.ts';
import { versionColumns } from './version.ts';

/** Policy class clinical.see. */
export const condition = patients.table(
  'condition',
  {
    id: uuid().primaryKey(),
    ...clinicalKeys(),
    patient: uuid()
      .notNull()
      .references(() => patient.id),
    encounter: uuid(),
    /** YYYY-MM. */
    month: text(),
    codeGroup: text(),
    clinicalStatus: text(),
  },
  (table) => [
    index().on(table.patient, table.month.desc(), table.id),
    index().on(table.custodian, table.month.desc(), table.id),
    index().on(table.encounter),
    check('condition_sensitivity', sql`${table.sensitivity} in ('N', 'R', 'V')`),
  ],
);

/** Policy class clinical.read. */
export const conditionDetail = patients.table(
  'condition_detail',
  {
    condition: uuid()
      .primaryKey()
      .references(() => condition.id),
    ...clinicalKeys(),
    code: jsonb(),
    onset: text(),
    abatement: text(),
    recorded: text(),
    verificationStatus: text(),
  },
  (table) => [index().on(table.patient, table.onset.desc(), table.condition)],
);

export const conditionVersion = patients.table(
  'condition_version',
  { ...versionColumns(), ...clinicalKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);

export const conditionDetailVersion = patients.table(
  'condition_detail_version',
  { ...versionColumns(), ...clinicalKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);
