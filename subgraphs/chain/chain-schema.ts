import { Connections, newBuilder, subgraphSchema } from '@caretrail/kit';
import { addChanges } from './changes/changes.ts';
import { addBlockQueries } from './explorer/block-queries.ts';
import { addBlock } from './explorer/block-type.ts';
import { addNetwork } from './explorer/network.ts';
import { addTransactionQueries } from './explorer/transaction-queries.ts';
import { addTransaction } from './explorer/transaction-type.ts';
import type { LedgerProfile } from './ledger/index.ts';
import { addLineage } from './lineage/add-lineage.ts';
import { addOrganization } from './members/organization-stub.ts';
import { addSearch } from './search/add-search.ts';
import { addTraces } from './trace/add-traces.ts';
import { addTrace } from './trace/trace-type.ts';
import { addTrail } from './trail/add-trail.ts';
import { addVerification } from './verification/verification.ts';

/** What the schema's answers rest on besides the database. */
export interface ChainSchemaOptions {
  /** Of the ledger whose blocks are indexed. */
  readonly profile: LedgerProfile;
  /** Bytes of this deployment's own trust file (proof format 1, section 6). */
  readonly trust: Uint8Array;
  /** 32 random bytes of this deployment; cursors are sealed with them. */
  readonly cursorKey: Uint8Array;
}

/** The schema of the chain subgraph. */
export function chainSchema({ profile, trust, cursorKey }: ChainSchemaOptions) {
  const builder = newBuilder();
  const connections = new Connections(builder);
  const organization = addOrganization(builder);
  const transaction = addTransaction(builder, organization);
  const { trace, recordVersion } = addTrace(builder, transaction, organization);
  const { Patient } = addTraces(builder, trace);
  addTrail(builder, connections, { Patient, recordVersion, organization, cursorKey });
  addLineage(builder, { recordVersion, organization, key: cursorKey });
  addNetwork(builder, profile, organization);
  addBlockQueries(builder, connections, addBlock(builder, transaction), cursorKey);
  addTransactionQueries(builder, connections, transaction, cursorKey);
  addChanges(builder, cursorKey);
  addSearch(builder, profile.channel);
  addVerification(builder, trust);
  return subgraphSchema(builder);
}

/** The SDL of the chain subgraph, which depends on no option. */
export const chainSdl = (): string =>
  chainSchema({ profile: NO_LEDGER, trust: new Uint8Array(), cursorKey: new Uint8Array(32) }).sdl;

const NO_LEDGER: LedgerProfile = {
  ...{ format: 1, development: true, channel: 'care', chaincode: 'caretrail', genesis: '0'.repeat(64) },
  ...{ msps: [], peers: [], consenters: [], blockSignatures: 1, organizations: [] },
  endorsement: { required: 1, msps: [] },
  receipts: { required: 1, msps: [] },
};
