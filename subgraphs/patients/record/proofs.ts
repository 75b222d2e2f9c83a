import type { AnchorCheck } from '@caretrail/db/provenance';
import { condition, encounter, patient } from '@caretrail/db/records';
import { addProofFields, type Builder, type Reference } from '@caretrail/kit';
import type { ConditionRecord } from '../condition/condition-record.ts';
import type { EncounterRecord } from '../encounter/encounter-record.ts';
import type { PatientRecord } from '../patient/patient-record.ts';
import { hidesBirthYear } from '../patient/patient-type.ts';
import type { Types } from '../schema.ts';
import { provenanceOf } from './provenance.ts';

/** `proof` and `integrity` on each record type of this subgraph. */
export function addProofs(builder: Builder, types: Types, anchors: AnchorCheck | null): void {
  const { values, loaders, Patient, Encounter, Condition } = types;
  const provenance = provenanceOf(anchors);
  const toPatient: Reference<{ readonly patient: string }> = {
    field: 'patient',
    to: 'Patient',
    id: (row) => row.patient,
    load: (id, context) => loaders.patients(context).byId(id),
  };
  addProofFields<PatientRecord>(builder, values.Integrity, {
    ...{ name: 'Patient', ref: Patient, type: patient, contentPolicy: 'person.identify', provenance },
    withheld: (row, context) => (hidesBirthYear(row, context) ? ['birthYear'] : []),
  });
  addProofFields<EncounterRecord>(builder, values.Integrity, {
    ...{ name: 'Encounter', ref: Encounter, type: encounter, contentPolicy: 'clinical.read', provenance },
    references: [toPatient],
  });
  addProofFields<ConditionRecord>(builder, values.Integrity, {
    ...{ name: 'Condition', ref: Condition, type: condition, contentPolicy: 'clinical.read', provenance },
    references: [
      toPatient,
      {
        field: 'encounter',
        to: 'Encounter',
        id: (row) => row.encounter,
        load: (id, context) => loaders.encounters(context).byId(id),
      },
    ],
  });
}
