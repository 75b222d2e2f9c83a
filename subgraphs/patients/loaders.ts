import { RecordLoaders, type RequestContext } from '@caretrail/kit';
import { ENCOUNTER_TABLES, type EncounterRecord } from './encounter/encounter-record.ts';
import { PATIENT_TABLES, type PatientRecord } from './patient/patient-record.ts';

/** The loaders of a request for what other records lead to; a declared record type brings its own. */
export function makeLoaders(cursorKey: Uint8Array) {
  const patients = (context: RequestContext) =>
    new RecordLoaders<PatientRecord>(context, PATIENT_TABLES, cursorKey);
  const encounters = (context: RequestContext) =>
    new RecordLoaders<EncounterRecord>(context, ENCOUNTER_TABLES, cursorKey);
  return {
    patients: (context: RequestContext) => context.use(patients),
    encounters: (context: RequestContext) => context.use(encounters),
  };
}

export type Loaders = ReturnType<typeof makeLoaders>;
