import { claim } from '@caretrail/db/records';
import { addProofFields, Connections, entity, knownRecord, newBuilder, subgraphSchema } from '@caretrail/kit';
import { addClaimLists, addClaimQueries } from './claim/claim-queries.ts';
import type { ClaimRecord } from './claim/claim-record.ts';
import { addClaimType } from './claim/claim-type.ts';
import { makeLoaders } from './loaders.ts';
import type { ClaimsSchemaOptions } from './options.ts';
import { provenanceOf } from './provenance.ts';
import { addStubs } from './stubs.ts';
import { addValues } from './values.ts';

/** The schema of the claims subgraph: claims, and the claims of persons and visits. */
export function claimsSchema({ cursorKey, anchors }: ClaimsSchemaOptions) {
  const builder = newBuilder();
  const loaders = makeLoaders(cursorKey);
  const values = addValues(builder);
  const stubs = addStubs(builder);
  const Claim = addClaimType(builder, values, stubs);
  entity(builder, 'Claim', Claim, (id, context) => loaders.claims(context).byId(id));
  addProofFields<ClaimRecord>(builder, values.Integrity, {
    name: 'Claim',
    ref: Claim,
    type: claim,
    contentPolicy: 'claim.read',
    provenance: provenanceOf(anchors),
    references: [
      { field: 'patient', to: 'Patient', id: (row) => row.patient, load: knownRecord('Patient') },
      { field: 'encounter', to: 'Encounter', id: (row) => row.encounter, load: knownRecord('Encounter') },
    ],
  });
  const ClaimConnection = new Connections(builder).of('Claim', Claim);
  addClaimQueries(builder, values, loaders, Claim, ClaimConnection);
  addClaimLists(builder, loaders, stubs, ClaimConnection);
  return subgraphSchema(builder);
}
