import { condition } from '@caretrail/db/records';
import type { Builder } from '@caretrail/kit';
import type { EncounterRef } from '../encounter/encounter-type.ts';
import type { Loaders } from '../loaders.ts';
import type { PatientRef } from '../patient/patient-type.ts';
import type { Values } from '../values.ts';
import type { ConditionRecord } from './condition-record.ts';

const { see, content } = condition;

interface Around {
  readonly loaders: Loaders;
  readonly Patient: PatientRef;
  readonly Encounter: EncounterRef;
}

export const addConditionType = (builder: Builder, values: Values, around: Around) =>
  builder.objectRef<ConditionRecord>('Condition').implement({
    description: 'A diagnosis or a problem.',
    access: 'clinical.see',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      patient: t.field({
        type: around.Patient,
        access: 'person.see',
        resolve: ({ patient }, _, context) => around.loaders.patients(context).byId(patient),
      }),
      encounter: t.field({
        type: around.Encounter,
        resolve: ({ encounter }, _, context) =>
          encounter === null ? null : around.loaders.encounters(context).byId(encounter),
      }),
      month: t.string({ resolve: (row) => see.fields.month(row) }),
      codeGroup: t.string({ resolve: (row) => see.fields.codeGroup(row) }),
      clinicalStatus: t.string({ resolve: (row) => see.fields.clinicalStatus(row) }),
      sensitivity: t.string({
        description: 'N, R or V (HL7 confidentiality).',
        resolve: (row) => see.fields.sensitivity(row),
      }),
      code: t.field({
        type: values.Coding,
        access: 'clinical.read',
        resolve: (row) => content.fields.code(row),
      }),
      onset: t.field({
        type: 'DateTime',
        access: 'clinical.read',
        resolve: (row) => content.fields.onset(row),
      }),
      abatement: t.field({
        type: 'DateTime',
        access: 'clinical.read',
        resolve: (row) => content.fields.abatement(row),
      }),
      recordedDate: t.field({
        type: 'DateTime',
        access: 'clinical.read',
        resolve: (row) => content.fields.recordedDate(row),
      }),
      verificationStatus: t.string({
        access: 'clinical.read',
        resolve: (row) => content.fields.verificationStatus(row),
      }),
    }),
  });

export type ConditionRef = ReturnType<typeof addConditionType>;
