import { type PatientIdentityRow, type PatientRow, patient } from '@caretrail/db/records';
import { type Loaded, recordTables } from '@caretrail/kit';

export type PatientRecord = Loaded<PatientRow & PatientIdentityRow & { readonly custodian: string }>;

const tables = recordTables(patient);

/** The keeper decides the pseudonym of a person for those who belong to no organization. */
export const PATIENT_TABLES = {
  ...tables,
  see: { ...tables.see, columns: ['custodian', ...tables.see.columns] },
};
