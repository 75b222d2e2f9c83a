import { claim } from '@caretrail/db/records';
import {
  addProofFields,
  addRecord,
  Connections,
  entity,
  knownRecord,
  newBuilder,
  subgraphSchema,
} from '@caretrail/kit';
import { addClaimLists, addClaimQueries } from './claim/claim-queries.ts';
import type { ClaimRecord } from './claim/claim-record.ts';
import { addClaimType } from './claim/claim-type.ts';
import { coverageDeclaration } from './coverage/coverage.ts';
import { makeLoaders } from './loaders.ts';
import type { ClaimsSchemaOptions } from './options.ts';
import { provenanceOf } from './provenance.ts';
import { addStubs } from './stubs.ts';
import { addValues } from './values.ts';

/** The schema of the claims subgraph: claims, the claims of persons and visits, and coverages. */
export function claimsSchema({ cursorKey, anchors }: ClaimsSchemaOptions) {
  const builder = newBuilder();
  const loaders = makeLoaders(cursorKey);
  const values = addValues(builder);
  const stubs = addStubs(builder);
  const provenance = provenanceOf(anchors);
  const Claim = addClaimType(builder, values, stubs);
  entity(builder, 'Claim', Claim, (id, context) => loaders.claims(context).byId(id));
  addProofFields<ClaimRecord>(builder, values.checks, {
    name: 'Claim',
    ref: Claim,
    type: claim,
    contentPolicy: 'claim.read',
    provenance,
    references: [
      { field: 'patient', to: 'Patient', id: (row) => row.patient, load: knownRecord('Patient') },
      { field: 'encounter', to: 'Encounter', id: (row) => row.encounter, load: knownRecord('Encounter') },
    ],
  });
  const connections = new Connections(builder);
  const ClaimConnection = connections.of('Claim', Claim);
  addClaimQueries(builder, values, loaders, Claim, ClaimConnection);
  addClaimLists(builder, loaders, stubs, ClaimConnection);
  const { Patient } = stubs;
  const { checks } = values;
  const surroundings = { Patient, checks, connections, cursorKey, provenance };
  addRecord(builder, surroundings, coverageDeclaration(builder, values, stubs));
  return subgraphSchema(builder);
}
