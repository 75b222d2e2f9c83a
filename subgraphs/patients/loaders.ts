import { recordLoaders } from '@caretrail/kit';
import { ENCOUNTER_TABLES, type EncounterRecord } from './encounter/encounter-record.ts';
import { PATIENT_TABLES, type PatientRecord } from './patient/patient-record.ts';

/** The loaders of a request for what other records lead to; a declared record type brings its own. */
export const makeLoaders = (cursorKey: Uint8Array) => ({
  patients: recordLoaders<PatientRecord>(PATIENT_TABLES, cursorKey),
  encounters: recordLoaders<EncounterRecord>(ENCOUNTER_TABLES, cursorKey),
});

export type Loaders = ReturnType<typeof makeLoaders>;
