import type { Builder, Connection } from '@caretrail/kit';
import type { Loaders } from '../loaders.ts';
import type { PatientRef } from '../patient/patient-type.ts';
import type { ConditionRecord } from './condition-record.ts';

export function addConditionQueries(
  builder: Builder,
  loaders: Loaders,
  Patient: PatientRef,
  ConditionConnection: Connection<ConditionRecord>,
): void {
  builder.objectField(Patient, 'conditions', (t) =>
    t.field({
      type: ConditionConnection,
      access: 'clinical.see',
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: ({ id }, { first, after }, context) =>
        loaders.conditions(context).listOf(id, 'patient', { place: 'Patient.conditions', first, after }),
    }),
  );
}
