import { type Builder, CATALOGUE, type Connection, type RequestContext, visible } from '@caretrail/kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { Loaders } from '../loaders.ts';
import type { Values } from '../values.ts';
import { addPatientFilter, identifies, patientFilter } from './patient-filter.ts';
import type { PatientRecord } from './patient-record.ts';
import type { PatientRef } from './patient-type.ts';

const IDENTIFY = [CATALOGUE.get('person.see'), CATALOGUE.get('person.identify')];

export function addPatientQueries(
  builder: Builder,
  values: Values,
  loaders: Loaders,
  Patient: PatientRef,
  PatientConnection: Connection<PatientRecord>,
): void {
  const PatientFilter = addPatientFilter(builder, values);
  builder.queryFields((t) => ({
    patient: t.field({
      type: Patient,
      access: 'person.see',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        visible('Patient', id, context, (known) => loaders.patients(context).byId(known)),
    }),
    patients: t.field({
      type: PatientConnection,
      access: 'person.see',
      args: { first: t.arg.int(), after: t.arg.string(), filter: t.arg({ type: PatientFilter }) },
      resolve: (_, { first, after, filter }, context, info) => {
        if (identifies(filter) && refusesIdentity(context, info)) return null;
        const patients = loaders.patients(context, identifies(filter));
        return patients.list({
          place: 'Query.patients',
          first,
          after,
          filter: patientFilter(filter, patients.source.rule.passes('person.identify')),
          filterKey: JSON.stringify(filter ?? null),
        });
      },
    }),
  }));
}

/** A filter on names or birth dates tells them: it refuses the whole connection to who may not read them. */
function refusesIdentity(context: RequestContext, info: GraphQLResolveInfo): boolean {
  const decision = context.decisions.field('Patient.name', IDENTIFY);
  if (decision.allowed) return false;
  context.denials.selection(info.path, decision);
  context.reads.refused(IDENTIFY);
  return true;
}
