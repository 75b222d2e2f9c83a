import type { CollectionDefinition } from '@caretrail/chain/consortium';
import { common, peer } from '@hyperledger/fabric-protos';
import type { CollectionConfig } from '../ledger/lifecycle/collection.ts';
import { definitionWrites } from '../ledger/lifecycle/definition.ts';
import { LIFECYCLE } from '../ledger/lifecycle/keys.ts';
import { writesOnly } from '../ledger/rwset/read-write-set.ts';
import { parsePolicy } from '../msp/policy-dsl.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import { endorsedTransaction } from './endorsed-transaction.ts';
import type { ChaincodePlan } from './network-plan.ts';

/** A chaincode and its rules, and the channel that is to agree on it. */
export interface DefinitionRequest {
  readonly channel: string;
  readonly chaincode: ChaincodePlan;
  readonly administrator: SigningIdentity;
  /** A majority of the organizations' peers. */
  readonly peers: readonly SigningIdentity[];
  readonly now: Date;
}

/**
 * The transaction that commits a chaincode's definition: an administrator's call of `_lifecycle`, endorsed by the
 * peers given. Validation reads version and policy from what it writes.
 */
export function definitionTransaction(request: DefinitionRequest): Uint8Array {
  const { channel, chaincode, administrator, peers, now } = request;
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  args.setName(chaincode.name);
  args.setVersion(chaincode.version);
  args.setSequence(1);
  const writes = definitionWrites(chaincode.name, {
    version: chaincode.version,
    policy: parsePolicy(chaincode.policy),
    collections: chaincode.collections.map(collectionConfig),
  });
  return endorsedTransaction({
    channel,
    chaincode: LIFECYCLE,
    arguments: [Buffer.from('CommitChaincodeDefinition'), args.serializeBinary()],
    creator: administrator,
    endorsers: peers,
    sets: [writesOnly(LIFECYCLE, writes)],
    version: 'syscc',
    now,
  });
}

function collectionConfig(plan: CollectionDefinition): CollectionConfig {
  const endorsement = new common.ApplicationPolicy();
  if (plan.endorsementPolicy) endorsement.setSignaturePolicy(parsePolicy(plan.endorsementPolicy));
  return {
    name: plan.name,
    members: parsePolicy(plan.policy),
    requiredPeers: plan.requiredPeerCount ?? 0,
    maximumPeers: plan.maxPeerCount ?? 1,
    blockToLive: plan.blockToLive ?? 0,
    memberOnlyRead: plan.memberOnlyRead ?? false,
    memberOnlyWrite: plan.memberOnlyWrite ?? false,
    endorsement: plan.endorsementPolicy ? endorsement.serializeBinary() : null,
  };
}
