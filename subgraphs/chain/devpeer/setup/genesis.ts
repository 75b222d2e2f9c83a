import { randomBytes } from 'node:crypto';
import { APPLICATION_MSPS, ORDERER_MSP } from '@caretrail/chain/consortium';
import { dataHash, type SerializedIdentity, sha256 } from '@caretrail/chain/ledger/fabric';
import { common, msp, orderer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { BatchSize } from '../orderer/block-cutter.ts';
import type { Ordering } from '../orderer/ordering.ts';
import {
  setCapability,
  setImplicitPolicy,
  setRolePolicy,
  setUsualPolicies,
  setValue,
} from './config-group.ts';
import { setConsensus } from './consensus.ts';
import { mspConfig } from './msp-config.ts';

const { MSPRoleType } = msp.MSPRole;
const { ANY, MAJORITY } = common.ImplicitMetaPolicy.Rule;

export interface GenesisOptions {
  /** PEM roots by MSP. */
  readonly roots: ReadonlyMap<string, string>;
  readonly channel: string;
  /** The orderers that sign blocks, by number; more than one in a BFT network. */
  readonly orderers: readonly SerializedIdentity[];
  readonly consensus: Ordering['consensus'];
  /** Milliseconds. */
  readonly batchTimeout: number;
  readonly batchSize: BatchSize;
  readonly now: Date;
}

/** Data of block 0: the channel's organizations, their roots and their policies, as configtxgen would write them. */
export function genesisBlock(options: GenesisOptions): {
  readonly number: 0;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
} {
  const envelopes = [configEnvelope(channelGroup(options), options)];
  return { number: 0, previousHash: new Uint8Array(), dataHash: dataHash(envelopes), envelopes };
}

function channelGroup(options: GenesisOptions): common.ConfigGroup {
  const group = new common.ConfigGroup();
  setUsualPolicies(group);
  setCapability(group, options.consensus === 'BFT' ? 'V3_0' : 'V2_0');
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  setValue(group, 'HashingAlgorithm', hashing);
  const structure = new common.BlockDataHashingStructure();
  structure.setWidth(0xffffffff);
  setValue(group, 'BlockDataHashingStructure', structure);
  group.getGroupsMap().set('Orderer', ordererGroup(options));
  group.getGroupsMap().set('Application', applicationGroup(options));
  return group;
}

function ordererGroup(options: GenesisOptions): common.ConfigGroup {
  const { roots, batchTimeout, batchSize } = options;
  const group = new common.ConfigGroup();
  setUsualPolicies(group);
  setImplicitPolicy(group, 'BlockValidation', ANY, 'Writers');
  setCapability(group, 'V2_0');
  setConsensus(group, options);
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(batchSize.maxMessageCount);
  size.setAbsoluteMaxBytes(batchSize.absoluteMaxBytes);
  size.setPreferredMaxBytes(batchSize.preferredMaxBytes);
  setValue(group, 'BatchSize', size);
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(`${batchTimeout}ms`);
  setValue(group, 'BatchTimeout', timeout);
  const organization = new common.ConfigGroup();
  setValue(organization, 'MSP', mspConfig(ORDERER_MSP, rootOf(roots, ORDERER_MSP)));
  setRolePolicy(organization, 'Readers', ORDERER_MSP, [MSPRoleType.MEMBER]);
  setRolePolicy(organization, 'Writers', ORDERER_MSP, [MSPRoleType.MEMBER]);
  setRolePolicy(organization, 'Admins', ORDERER_MSP, [MSPRoleType.ADMIN]);
  organization.setModPolicy('Admins');
  group.getGroupsMap().set(ORDERER_MSP, organization);
  return group;
}

function applicationGroup({ roots }: GenesisOptions): common.ConfigGroup {
  const group = new common.ConfigGroup();
  setUsualPolicies(group);
  setImplicitPolicy(group, 'Endorsement', MAJORITY, 'Endorsement');
  setImplicitPolicy(group, 'LifecycleEndorsement', MAJORITY, 'Endorsement');
  setCapability(group, 'V2_5');
  for (const id of APPLICATION_MSPS) {
    const organization = new common.ConfigGroup();
    setValue(organization, 'MSP', mspConfig(id, rootOf(roots, id)));
    const { ADMIN, PEER, CLIENT } = MSPRoleType;
    setRolePolicy(organization, 'Readers', id, [ADMIN, PEER, CLIENT]);
    setRolePolicy(organization, 'Writers', id, [ADMIN, CLIENT]);
    setRolePolicy(organization, 'Admins', id, [ADMIN]);
    setRolePolicy(organization, 'Endorsement', id, [PEER]);
    organization.setModPolicy('Admins');
    group.getGroupsMap().set(id, organization);
  }
  return group;
}

function rootOf(roots: ReadonlyMap<string, string>, id: string): string {
  const root = roots.get(id);
  if (root === undefined) throw new Error(`no root certificate of ${id}`);
  return root;
}

function configEnvelope(group: common.ConfigGroup, { channel, now }: GenesisOptions): Uint8Array {
  const nonce = randomBytes(24);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(sha256(nonce).toString('hex'));
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(now));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const config = new common.Config();
  config.setChannelGroup(group);
  const configEnvelopeMessage = new common.ConfigEnvelope();
  configEnvelopeMessage.setConfig(config);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(configEnvelopeMessage.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}
