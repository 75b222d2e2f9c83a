import type { PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../../tables/index.ts';
import type { SubgraphName } from '../role.ts';
import type { TableRights } from '../table.ts';

interface Options {
  readonly subgraph: SubgraphName;
  readonly patient?: string;
}

/** A table that holds what a record says now. */
const current = (table: PgTable, policy: string, { subgraph, ...rest }: Options): TableRights => ({
  table,
  guarded: [{ policy, subgraphs: [subgraph], ...rest }],
  hidden: ['at'],
  logins: { caretrail_import: ['select', 'insert', 'update'] },
});

/** What a record's versions said: never changed, and removed only by erasure. */
const versions = (table: PgTable, policy: string, subgraph: SubgraphName): TableRights => ({
  table,
  guarded: [{ policy, subgraphs: [subgraph] }],
  hidden: ['at'],
  logins: { caretrail_import: ['select', 'insert'] },
});

const inPatients = { subgraph: 'patients' } as const;
const inClaims = { subgraph: 'claims' } as const;

/** The policy of each class of each record type. A record's versions have the policy of what they are versions of. */
export const RECORD_TABLES: readonly TableRights[] = [
  current(tables.patient, 'person.see', { ...inPatients, patient: 'id' }),
  current(tables.patientIdentity, 'person.identify', inPatients),
  versions(tables.patientVersion, 'person.see', 'patients'),
  versions(tables.patientIdentityVersion, 'person.identify', 'patients'),
  current(tables.encounter, 'clinical.see', inPatients),
  current(tables.encounterDetail, 'clinical.read', inPatients),
  versions(tables.encounterVersion, 'clinical.see', 'patients'),
  versions(tables.encounterDetailVersion, 'clinical.read', 'patients'),
  current(tables.condition, 'clinical.see', inPatients),
  current(tables.conditionDetail, 'clinical.read', inPatients),
  versions(tables.conditionVersion, 'clinical.see', 'patients'),
  versions(tables.conditionDetailVersion, 'clinical.read', 'patients'),
  current(tables.claim, 'claim.see', inClaims),
  current(tables.claimDetail, 'claim.read', inClaims),
  versions(tables.claimVersion, 'claim.see', 'claims'),
  versions(tables.claimDetailVersion, 'claim.read', 'claims'),
];

const reference = (table: PgTable, subgraphs: readonly SubgraphName[]): TableRights => ({
  table,
  plain: [{ subgraphs, condition: 'true' }],
  logins: { caretrail_import: ['select', 'insert', 'update'] },
});

/** Reference data that is open to everyone. */
export const REFERENCE_TABLES: readonly TableRights[] = [
  reference(tables.organization, ['patients']),
  reference(tables.practitioner, ['patients']),
];
