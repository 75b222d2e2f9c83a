import { chainSdl } from '@caretrail/chain';
import { claimsSdl } from '@caretrail/claims';
import { rightsSql } from '@caretrail/db/rights';
import { graphArtefacts } from '@caretrail/gateway/artefacts';
import { CATALOGUE, NARROWED_BY_DENY, NARROWED_BY_SENSITIVITY, ROLES_OF } from '@caretrail/kit';
import { patientsSdl } from '@caretrail/patients';
import { operationsSource } from './operations.ts';

/** A file that is made from other files and committed, so that reviewers read what a change does. */
export interface Artefact {
  /** Below the project's root. */
  readonly path: string;
  text(): string | Promise<string>;
}

export const ARTEFACTS: readonly Artefact[] = [
  {
    path: 'db/rights/generated/policies.sql',
    text: () =>
      rightsSql({
        policies: CATALOGUE.policies,
        rolesOf: ROLES_OF,
        narrowedByDeny: NARROWED_BY_DENY,
        narrowedBySensitivity: NARROWED_BY_SENSITIVITY,
      }),
  },
  { path: 'gateway/observe/metrics/generated/operations.ts', text: operationsSource },
  { path: 'subgraphs/patients/schema.graphql', text: patientsSdl },
  { path: 'subgraphs/claims/schema.graphql', text: claimsSdl },
  { path: 'subgraphs/chain/schema.graphql', text: chainSdl },
  ...graphArtefacts([
    { name: 'patients', sdl: patientsSdl() },
    { name: 'claims', sdl: claimsSdl() },
    { name: 'chain', sdl: chainSdl() },
  ]),
];
