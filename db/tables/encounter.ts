import { sql } from 'drizzle-orm';
import { check, index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { clinicalKeys } from './keys.ts';
import { patient } from './person.ts';
import { patients } from './schemas.ts';
import { versionColumns } from './version.ts';

/** Policy class clinical.see. */
export const encounter = patients.table(
  'encounter',
  {
    id: uuid().primaryKey(),
    ...clinicalKeys(),
    patient: uuid()
      .notNull()
      .references(() => patient.id),
    organization: uuid(),
    class: text(),
    status: text(),
    /** YYYY-MM. */
    month: text(),
    typeGroup: text(),
  },
  (table) => [
    index().on(table.patient, table.month.desc(), table.id),
    index().on(table.month.desc(), table.id),
    index().on(table.custodian, table.month.desc(), table.id),
    check('encounter_sensitivity', sql`${table.sensitivity} in ('N', 'R', 'V')`),
  ],
);

/** Policy class clinical.read. */
export const encounterDetail = patients.table(
  'encounter_detail',
  {
    encounter: uuid()
      .primaryKey()
      .references(() => encounter.id),
    ...clinicalKeys(),
    periodStart: text(),
    periodEnd: text(),
    type: jsonb(),
    reason: jsonb(),
    practitioner: uuid(),
  },
  (table) => [
    index().on(table.patient, table.periodStart.desc(), table.encounter),
    index().on(table.periodStart.desc(), table.encounter),
  ],
);

export const encounterVersion = patients.table(
  'encounter_version',
  { ...versionColumns(), ...clinicalKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);

export const encounterDetailVersion = patients.table(
  'encounter_detail_version',
  { ...versionColumns(), ...clinicalKeys() },
  (table) => [primaryKey({ columns: [table.record, table.number] })],
);
