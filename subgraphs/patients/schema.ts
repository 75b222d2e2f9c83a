import {
  anchorStatus,
  type Builder,
  Connections,
  entity,
  newBuilder,
  payloadFields,
  subgraphSchema,
} from '@caretrail/kit';
import type { LedgerPlace } from '@caretrail/proof/command';
import { addAccessLog } from './access-log/add-access-log.ts';
import { addRequests } from './access-request/add-requests.ts';
import { addBreakGlass } from './break-glass/add-break-glass.ts';
import { addConsentMutations } from './consent/manage/consent-mutations.ts';
import { addOrganizationType, organizationLoader } from './directory/organization.ts';
import { addOrganizationQueries } from './directory/organization-queries.ts';
import { addPractitionerType } from './directory/practitioner.ts';
import { addEncounterQueries } from './encounter/encounter-queries.ts';
import { addEncounterType } from './encounter/encounter-type.ts';
import { addErasures } from './erasure/add-erasures.ts';
import { addExports } from './export/add-exports.ts';
import { addKeys } from './key/key-schema.ts';
import { makeLoaders } from './loaders.ts';
import { addNotices } from './notice/add-notices.ts';
import type { PatientsSchemaOptions } from './options.ts';
import { addPatientQueries } from './patient/patient-queries.ts';
import { addPatientType } from './patient/patient-type.ts';
import { addRecords } from './record/add-records.ts';
import type { Around } from './record/around.ts';
import { addProofs } from './record/proofs.ts';
import { provenanceOf } from './record/provenance.ts';
import { addCases } from './regulatory-case/add-cases.ts';
import { addReviewTypes } from './review/review-types.ts';
import { addValues } from './values.ts';

/** The types that others lead to. */
function addTypes(builder: Builder, options: PatientsSchemaOptions): Around {
  const loaders = makeLoaders(options.cursorKey);
  const values = addValues(builder);
  const Organization = addOrganizationType(builder);
  const Practitioner = addPractitionerType(builder, Organization);
  const Patient = addPatientType(builder, values, options);
  const Encounter = addEncounterType(builder, values, { loaders, Patient, Organization, Practitioner });
  return { loaders, values, Organization, Practitioner, Patient, Encounter };
}

/** Other subgraphs refer to these by id. */
function addEntities(builder: Builder, { loaders, Patient, Encounter, Organization }: Around): void {
  entity(builder, 'Patient', Patient, (id, context) => loaders.patients(context).byId(id));
  entity(builder, 'Encounter', Encounter, (id, context) => loaders.encounters(context).byId(id));
  entity(builder, 'Organization', Organization, (id, context) => context.use(organizationLoader).load(id));
}

function addQueries(builder: Builder, around: Around, connections: Connections, cursorKey: Uint8Array): void {
  const { loaders, values, Patient, Encounter, Organization } = around;
  addPatientQueries(builder, values, loaders, Patient, connections.of('Patient', Patient));
  addEncounterQueries(builder, loaders, Patient, Encounter, connections.of('Encounter', Encounter));
  const organizations = connections.of('Organization', Organization);
  addOrganizationQueries(builder, Organization, organizations, cursorKey);
}

/** The ledger that people sign for. */
const ledgerOf =
  ({ anchors }: PatientsSchemaOptions) =>
  (): LedgerPlace => {
    if (anchors === null) throw new Error('no ledger is known that people could sign for');
    return anchors.ledger;
  };

/** Who opens what to whom: by a decision, in an emergency, by a case or by asking; who looks at it, and who is told. */
function addAccess(
  builder: Builder,
  around: Around,
  {
    connections,
    options,
    changed,
  }: {
    readonly connections: Connections;
    readonly options: PatientsSchemaOptions;
    readonly changed: ReturnType<typeof addRecords>;
  },
): void {
  builder.mutationType({});
  const ledger = ledgerOf(options);
  const AnchorStatus = anchorStatus(builder);
  const told = payloadFields(builder, AnchorStatus);
  const acting = { connections, told, AnchorStatus, reviews: addReviewTypes(builder), options };
  addConsentMutations(builder, around, { ...changed, told, ledger });
  addKeys(builder, around, { told, ledger });
  addBreakGlass(builder, around, acting);
  addRequests(builder, around, acting);
  addNotices(builder, around, acting);
  addCases(builder, acting);
  addErasures(builder, around, acting);
  addExports(builder);
  addAccessLog(builder, around, acting);
}

/** The schema of the patients subgraph: persons, what is on record of them, and the directory. */
export function patientsSchema(options: PatientsSchemaOptions) {
  const { cursorKey, anchors } = options;
  const builder = newBuilder();
  const around = addTypes(builder, options);
  const connections = new Connections(builder);
  const provenance = provenanceOf(anchors);
  addEntities(builder, around);
  addProofs(builder, around, provenance);
  addQueries(builder, around, connections, cursorKey);
  const { Patient, values } = around;
  const changed = addRecords(builder, around, {
    Patient,
    checks: values.checks,
    connections,
    cursorKey,
    provenance,
  });
  addAccess(builder, around, { connections, options, changed });
  return subgraphSchema(builder);
}
