import { type Builder, Connections, entity, newBuilder, subgraphSchema } from '@caretrail/kit';
import { addConditionQueries } from './condition/condition-queries.ts';
import { addConditionType } from './condition/condition-type.ts';
import { addOrganizationType, organizationLoader } from './directory/organization.ts';
import { addOrganizationQueries } from './directory/organization-queries.ts';
import { addPractitionerType } from './directory/practitioner.ts';
import { addEncounterQueries } from './encounter/encounter-queries.ts';
import { addEncounterType } from './encounter/encounter-type.ts';
import { makeLoaders } from './loaders.ts';
import type { PatientsSchemaOptions } from './options.ts';
import { addPatientQueries } from './patient/patient-queries.ts';
import { addPatientType } from './patient/patient-type.ts';
import { addProofs } from './record/proofs.ts';
import { addValues } from './values.ts';

/** The types of this subgraph, each made with those it leads to. */
function addTypes(builder: Builder, options: PatientsSchemaOptions) {
  const loaders = makeLoaders(options.cursorKey);
  const values = addValues(builder);
  const Organization = addOrganizationType(builder);
  const Practitioner = addPractitionerType(builder, Organization);
  const Patient = addPatientType(builder, values, options);
  const Encounter = addEncounterType(builder, values, { loaders, Patient, Organization, Practitioner });
  const Condition = addConditionType(builder, values, { loaders, Patient, Encounter });
  return { loaders, values, Organization, Practitioner, Patient, Encounter, Condition };
}
export type Types = ReturnType<typeof addTypes>;

/** Other subgraphs refer to these by id. */
function addEntities(
  builder: Builder,
  { loaders, Patient, Encounter, Condition, Organization }: Types,
): void {
  entity(builder, 'Patient', Patient, (id, context) => loaders.patients(context).byId(id));
  entity(builder, 'Encounter', Encounter, (id, context) => loaders.encounters(context).byId(id));
  entity(builder, 'Condition', Condition, (id, context) => loaders.conditions(context).byId(id));
  entity(builder, 'Organization', Organization, (id, context) => context.use(organizationLoader).load(id));
}

function addQueries(builder: Builder, types: Types, { cursorKey }: PatientsSchemaOptions): void {
  const { loaders, values, Patient, Encounter, Condition, Organization } = types;
  const connections = new Connections(builder);
  addPatientQueries(builder, values, loaders, Patient, connections.of('Patient', Patient));
  addEncounterQueries(builder, loaders, Patient, Encounter, connections.of('Encounter', Encounter));
  addConditionQueries(builder, loaders, Patient, Condition, connections.of('Condition', Condition));
  const organizations = connections.of('Organization', Organization);
  addOrganizationQueries(builder, Organization, organizations, cursorKey);
}

/** The schema of the patients subgraph: persons, their encounters and conditions, and the directory. */
export function patientsSchema(options: PatientsSchemaOptions) {
  const builder = newBuilder();
  const types = addTypes(builder, options);
  addEntities(builder, types);
  addProofs(builder, types, options.anchors);
  addQueries(builder, types, options);
  return subgraphSchema(builder);
}
