import { common, msp, peer } from '@hyperledger/fabric-protos';
import { rolePolicy } from '../../msp/signature-policy.ts';

/** Rules of a private data collection (peer.StaticCollectionConfig). */
export interface CollectionConfig {
  readonly name: string;
  /** Whose peers hold the values. */
  readonly members: common.SignaturePolicyEnvelope;
  readonly requiredPeers: number;
  readonly maximumPeers: number;
  /** Blocks after which a value is removed; 0 for never. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  /** Serialized ApplicationPolicy that stands in for the chaincode's when the collection is written; null without. */
  readonly endorsement: Uint8Array | null;
}

const { CollectionConfigPackage, StaticCollectionConfig, CollectionPolicyConfig } = peer;
const { MEMBER, PEER } = msp.MSPRole.MSPRoleType;
const IMPLICIT_PREFIX = '_implicit_org_';

/** The collection of that name: a declared one, or the implicit one that every organization has. */
export function collectionOf(declared: readonly CollectionConfig[], name: string): CollectionConfig | null {
  if (!name.startsWith(IMPLICIT_PREFIX)) return declared.find((config) => config.name === name) ?? null;
  const id = name.slice(IMPLICIT_PREFIX.length);
  const policy = new common.ApplicationPolicy();
  policy.setSignaturePolicy(rolePolicy(1, [{ msp: id, role: PEER }]));
  return {
    name,
    members: rolePolicy(1, [{ msp: id, role: MEMBER }]),
    requiredPeers: 0,
    maximumPeers: 1,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    endorsement: policy.serializeBinary(),
  };
}

export function parseCollections(bytes: Uint8Array): readonly CollectionConfig[] {
  return CollectionConfigPackage.deserializeBinary(bytes)
    .getConfigList()
    .flatMap((config) => {
      const collection = config.getStaticCollectionConfig();
      if (!collection) return [];
      return [
        {
          name: collection.getName(),
          members:
            collection.getMemberOrgsPolicy()?.getSignaturePolicy() ?? new common.SignaturePolicyEnvelope(),
          requiredPeers: collection.getRequiredPeerCount(),
          maximumPeers: collection.getMaximumPeerCount(),
          blockToLive: collection.getBlockToLive(),
          memberOnlyRead: collection.getMemberOnlyRead(),
          memberOnlyWrite: collection.getMemberOnlyWrite(),
          endorsement: collection.getEndorsementPolicy()?.serializeBinary() ?? null,
        },
      ];
    });
}

export function encodeCollections(collections: readonly CollectionConfig[]): Uint8Array {
  const message = new CollectionConfigPackage();
  message.setConfigList(
    collections.map((collection) => {
      const members = new CollectionPolicyConfig();
      members.setSignaturePolicy(collection.members);
      const fixed = new StaticCollectionConfig();
      fixed.setName(collection.name);
      fixed.setMemberOrgsPolicy(members);
      fixed.setRequiredPeerCount(collection.requiredPeers);
      fixed.setMaximumPeerCount(collection.maximumPeers);
      fixed.setBlockToLive(collection.blockToLive);
      fixed.setMemberOnlyRead(collection.memberOnlyRead);
      fixed.setMemberOnlyWrite(collection.memberOnlyWrite);
      if (collection.endorsement)
        fixed.setEndorsementPolicy(common.ApplicationPolicy.deserializeBinary(collection.endorsement));
      const config = new peer.CollectionConfig();
      config.setStaticCollectionConfig(fixed);
      return config;
    }),
  );
  return message.serializeBinary();
}
