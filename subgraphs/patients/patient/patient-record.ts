import type { PatientIdentityRow, PatientRow } from '@caretrail/db/records';
import { type GrantedRow, type Place, type RecordTables, sql } from '@caretrail/kit';

/** A patient as loaded: the identity class is there only where the caller's role has it and the row shows the relation. */
export type PatientRecord = PatientRow &
  PatientIdentityRow &
  GrantedRow &
  Place & { readonly custodian: string };

export const PATIENT_TABLES: RecordTables = {
  type: 'Patient',
  see: {
    policy: 'person.see',
    table: 'patients.patient',
    columns: ['custodian', 'birth_year', 'sex', 'state', 'zip3'],
  },
  content: {
    policy: 'person.identify',
    table: 'patients.patient_identity',
    key: 'patient',
    columns: ['name', 'identifiers', 'telecom', 'address', 'birth_date'],
  },
  keys: { patient: sql`t.id`, custodian: sql`t.custodian` },
};
