import { join } from 'node:path';
import { ORDERER_MSP } from '@caretrail/chain/consortium';
import { type Layout, type OrdererLayout, ordererOrganization, type PeerLayout } from '../layout.ts';
import type { NetworkPlan } from '../plan.ts';
import { implicit, signature, USUAL_POLICIES } from './policy.ts';

/** Name of the one profile in the file. */
export const PROFILE = 'Caretrail';
/** As the embedded ledger has it. */
const BATCH = { MaxMessageCount: 500, AbsoluteMaxBytes: '10 MB', PreferredMaxBytes: '2 MB' };

/** What `configtxgen` makes the first block of each channel from. */
export const channelConfiguration = (layout: Layout, plan: NetworkPlan): object => ({
  Profiles: {
    [PROFILE]: {
      Policies: USUAL_POLICIES,
      Capabilities: plan.consensus === 'bft' ? { V3_0: true } : { V2_0: true },
      Orderer: ordererGroup(layout, plan),
      Application: {
        ...{ Organizations: layout.peers.map(peerOrganization), Capabilities: { V2_5: true } },
        Policies: {
          ...USUAL_POLICIES,
          LifecycleEndorsement: implicit('MAJORITY Endorsement'),
          Endorsement: implicit('MAJORITY Endorsement'),
        },
      },
    },
  },
});

function ordererGroup({ folder, orderers }: Layout, { consensus, batchTimeout }: NetworkPlan): object {
  const organization = {
    ...{ Name: 'OrdererOrg', ID: ORDERER_MSP, MSPDir: join(ordererOrganization(folder), 'msp') },
    Policies: {
      Readers: signature(`OR('${ORDERER_MSP}.member')`),
      Writers: signature(`OR('${ORDERER_MSP}.member')`),
      Admins: signature(`OR('${ORDERER_MSP}.admin')`),
    },
    OrdererEndpoints: orderers.map(({ port }) => `127.0.0.1:${port}`),
  };
  return {
    ...{ BatchTimeout: batchTimeout, BatchSize: BATCH, Capabilities: { V2_0: true } },
    Organizations: [organization],
    Policies: { ...USUAL_POLICIES, BlockValidation: implicit('ANY Writers') },
    ...(consensus === 'bft' ? bft(orderers, batchTimeout) : raft(orderers)),
  };
}

function consenter({ keys, port }: OrdererLayout) {
  const tls = join(keys, 'tls', 'server.crt');
  return { Host: '127.0.0.1', Port: port, ClientTLSCert: tls, ServerTLSCert: tls };
}

const raft = (orderers: readonly OrdererLayout[]) => ({
  OrdererType: 'etcdraft',
  EtcdRaft: {
    Consenters: orderers.map(consenter),
    Options: {
      ...{ TickInterval: '100ms', ElectionTick: 10, HeartbeatTick: 1 },
      ...{ MaxInflightBlocks: 5, SnapshotIntervalSize: '16 MB' },
    },
  },
});

/** A leader that is gone is replaced within seconds; the times that samples use take four times as long. */
const bft = (orderers: readonly OrdererLayout[], batchTimeout: string) => ({
  OrdererType: 'BFT',
  SmartBFT: {
    ...{ RequestBatchMaxCount: BATCH.MaxMessageCount, RequestBatchMaxInterval: batchTimeout },
    ...{ RequestBatchMaxBytes: 10 * 1024 * 1024, RequestForwardTimeout: '1s', RequestComplainTimeout: '4s' },
    ...{ RequestAutoRemoveTimeout: '3m', ViewChangeResendInterval: '2s', ViewChangeTimeout: '10s' },
    ...{ LeaderHeartbeatTimeout: '5s', LeaderHeartbeatCount: 10, CollectTimeout: '1s' },
    ...{ IncomingMessageBufferSize: 200, RequestPoolSize: 100_000 },
  },
  ConsenterMapping: orderers.map((orderer, index) => ({
    ...{ ID: index + 1, MSPID: ORDERER_MSP, ...consenter(orderer) },
    Identity: join(orderer.keys, 'msp', 'signcerts', `${orderer.name}-cert.pem`),
  })),
});

const peerOrganization = ({ msp, organization, port }: PeerLayout) => ({
  ...{ Name: msp, ID: msp, MSPDir: join(organization, 'msp') },
  Policies: {
    Readers: signature(`OR('${msp}.admin','${msp}.peer','${msp}.client')`),
    Writers: signature(`OR('${msp}.admin','${msp}.client')`),
    Admins: signature(`OR('${msp}.admin')`),
    Endorsement: signature(`OR('${msp}.peer')`),
  },
  AnchorPeers: [{ Host: '127.0.0.1', Port: port }],
});
