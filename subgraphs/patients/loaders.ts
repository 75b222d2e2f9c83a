import { RecordLoaders, type RequestContext } from '@caretrail/kit';
import { CONDITION_TABLES, type ConditionRecord } from './condition/condition-record.ts';
import { ENCOUNTER_TABLES, type EncounterRecord } from './encounter/encounter-record.ts';
import { PATIENT_TABLES, type PatientRecord } from './patient/patient-record.ts';

/** The loaders of a request, by record type. */
export function makeLoaders(cursorKey: Uint8Array) {
  const patients = (context: RequestContext) =>
    new RecordLoaders<PatientRecord>(context, PATIENT_TABLES, cursorKey);
  const encounters = (context: RequestContext) =>
    new RecordLoaders<EncounterRecord>(context, ENCOUNTER_TABLES, cursorKey);
  const conditions = (context: RequestContext) =>
    new RecordLoaders<ConditionRecord>(context, CONDITION_TABLES, cursorKey);
  return {
    patients: (context: RequestContext) => context.use(patients),
    encounters: (context: RequestContext) => context.use(encounters),
    conditions: (context: RequestContext) => context.use(conditions),
  };
}

export type Loaders = ReturnType<typeof makeLoaders>;
