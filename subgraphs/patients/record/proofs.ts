import { encounter, patient } from '@caretrail/db/records';
import { addProofFields, type Builder, type Provenance, type RequestContext } from '@caretrail/kit';
import type { EncounterRecord } from '../encounter/encounter-record.ts';
import type { PatientRecord } from '../patient/patient-record.ts';
import { hidesBirthYear } from '../patient/patient-type.ts';
import type { Around } from './around.ts';

/** `proof`, `integrity` and `fieldHistory` of the types that are not declared as a whole. */
export function addProofs(
  builder: Builder,
  { values, loaders, Patient, Encounter }: Around,
  provenance: (context: RequestContext) => Provenance,
): void {
  addProofFields<PatientRecord>(builder, values.checks, {
    ...{ name: 'Patient', ref: Patient, type: patient, contentPolicy: 'person.identify', provenance },
    withheld: (row, context) => (hidesBirthYear(row, context) ? ['birthYear'] : []),
  });
  addProofFields<EncounterRecord>(builder, values.checks, {
    ...{ name: 'Encounter', ref: Encounter, type: encounter, contentPolicy: 'clinical.read', provenance },
    references: [
      {
        field: 'patient',
        to: 'Patient',
        id: (row) => row.patient,
        load: (id, context) => loaders.patients(context).byId(id),
      },
    ],
  });
}
