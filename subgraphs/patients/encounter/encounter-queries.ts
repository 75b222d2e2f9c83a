import { type Builder, type Connection, visible } from '@caretrail/kit';
import type { Loaders } from '../loaders.ts';
import type { PatientRef } from '../patient/patient-type.ts';
import { addEncounterFilter, encounterFilter } from './encounter-filter.ts';
import type { EncounterRecord } from './encounter-record.ts';
import type { EncounterRef } from './encounter-type.ts';

export function addEncounterQueries(
  builder: Builder,
  loaders: Loaders,
  Patient: PatientRef,
  Encounter: EncounterRef,
  EncounterConnection: Connection<EncounterRecord>,
): void {
  const EncounterFilter = addEncounterFilter(builder);
  builder.queryField('encounter', (t) =>
    t.field({
      type: Encounter,
      access: 'clinical.see',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        visible('Encounter', id, context, (known) => loaders.encounters(context).byId(known)),
    }),
  );
  builder.objectField(Patient, 'encounters', (t) =>
    t.field({
      type: EncounterConnection,
      access: 'clinical.see',
      args: { first: t.arg.int(), after: t.arg.string(), filter: t.arg({ type: EncounterFilter }) },
      resolve: ({ id }, { first, after, filter }, context) =>
        loaders.encounters(context).listOf(id, 'patient', {
          place: 'Patient.encounters',
          first,
          after,
          filter: encounterFilter(filter),
          filterKey: JSON.stringify(filter ?? null),
        }),
    }),
  );
}
