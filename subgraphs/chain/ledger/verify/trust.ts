import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { openEnvelope } from '../fabric/envelope.ts';
import type { LedgerProfile } from '../profile.ts';
import { ChannelMembers, type ChannelMsp } from './channel-members.ts';

interface Consenter {
  readonly id: number;
  readonly msp: string;
  /** PEM. */
  readonly certificate: string;
}

/** Whom to believe about the blocks of a channel. */
export interface ChannelTrust {
  readonly channel: string;
  readonly msps: readonly ChannelMsp[];
  readonly members: ChannelMembers;
  /** BFT orderers by number; empty where any orderer certificate counts. */
  readonly consenters: readonly Consenter[];
  /** Different orderers that must have signed a block. */
  readonly blockSignatures: number;
}

export const trustOfProfile = (profile: LedgerProfile): ChannelTrust => ({
  channel: profile.channel,
  msps: profile.msps,
  members: new ChannelMembers(profile.msps),
  consenters: profile.consenters,
  blockSignatures: profile.blockSignatures,
});

/** Reads the trust that a channel's configuration block states; its hash must be known from elsewhere. */
export function trustOfConfigBlock(block: common.Block): ChannelTrust {
  const [bytes] = block.getData()?.getDataList_asU8() ?? [];
  if (!bytes) throw new Error('configuration block has no data');
  const envelope = openEnvelope(bytes);
  const groups = common.ConfigEnvelope.deserializeBinary(envelope.data)
    .getConfig()
    ?.getChannelGroup()
    ?.getGroupsMap();
  const orderers = groups?.get('Orderer');
  const application = groups?.get('Application');
  if (!orderers || !application) throw new Error('block does not configure a channel');
  const msps = [...mspsOf(orderers, 'orderer'), ...mspsOf(application, 'application')];
  return {
    channel: envelope.header.channel,
    msps,
    members: new ChannelMembers(msps),
    consenters: consentersOf(orderers),
    blockSignatures: blockSignatures(orderers),
  };
}

function* mspsOf(group: common.ConfigGroup, kind: ChannelMsp['kind']): Generator<ChannelMsp> {
  for (const [name, organization] of group.getGroupsMap().entries()) {
    const value = organization.getValuesMap().get('MSP');
    if (!value) throw new Error(`organization ${name} has no MSP`);
    const config = msp.FabricMSPConfig.deserializeBinary(
      msp.MSPConfig.deserializeBinary(value.getValue_asU8()).getConfig_asU8(),
    );
    const authorities = config.getRootCertsList_asU8().map((root) => Buffer.from(root).toString('utf8'));
    yield { id: config.getName(), kind, authorities };
  }
}

function consentersOf(orderers: common.ConfigGroup): Consenter[] {
  const consensus = orderers.getValuesMap().get('ConsensusType');
  const type = consensus && orderer.ConsensusType.deserializeBinary(consensus.getValue_asU8()).getType();
  const mapping = orderers.getValuesMap().get('Orderers');
  if (type !== 'BFT' || !mapping) return [];
  return common.Orderers.deserializeBinary(mapping.getValue_asU8())
    .getConsenterMappingList()
    .map((consenter) => ({
      id: consenter.getId(),
      msp: consenter.getMspId(),
      certificate: Buffer.from(consenter.getIdentity_asU8()).toString('utf8'),
    }));
}

/** BFT networks carry their quorum as an N-out-of policy over the consenters; others ask for any orderer. */
function blockSignatures(orderers: common.ConfigGroup): number {
  const policy = orderers.getPoliciesMap().get('BlockValidation')?.getPolicy();
  if (policy?.getType() !== common.Policy.PolicyType.SIGNATURE) return 1;
  const rule = common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8()).getRule();
  return rule?.getNOutOf()?.getN() ?? 1;
}
