import { type Builder, type Connection, visible } from '@caretrail/kit';
import type { Loaders } from '../loaders.ts';
import type { PatientRef } from '../patient/patient-type.ts';
import type { ConditionRecord } from './condition-record.ts';
import type { ConditionRef } from './condition-type.ts';

export function addConditionQueries(
  builder: Builder,
  loaders: Loaders,
  Patient: PatientRef,
  Condition: ConditionRef,
  ConditionConnection: Connection<ConditionRecord>,
): void {
  builder.queryField('condition', (t) =>
    t.field({
      type: Condition,
      access: 'clinical.see',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        visible('Condition', id, context, (known) => loaders.conditions(context).byId(known)),
    }),
  );
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
