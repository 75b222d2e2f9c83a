import { join } from 'node:path';
import type { Layout, Organization } from './layout.ts';

/** The files are YAML to Fabric, of which JSON is a part. */
export const CHANNEL = 'care';
export const PROFILE = 'Bench';
/** As the development ledger has it, but for the time: with load, Fabric commits most with a tenth of a second. */
const BATCH = { MaxMessageCount: 500, AbsoluteMaxBytes: '10 MB', PreferredMaxBytes: '2 MB' };
const BATCH_TIMEOUT = '100ms';

const signature = (Rule: string) => ({ Type: 'Signature', Rule });
const implicit = (Rule: string) => ({ Type: 'ImplicitMeta', Rule });
const POLICIES = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};
const SOFTWARE_KEYS = { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } };

export function cryptoConfiguration({ organizations }: Layout): object {
  const node = { SANS: ['127.0.0.1', 'localhost'] };
  return {
    OrdererOrgs: [
      {
        Name: 'Orderer',
        Domain: 'orderer.example',
        EnableNodeOUs: true,
        Specs: [{ Hostname: 'orderer0', ...node }],
      },
    ],
    PeerOrgs: organizations.map(({ msp, domain }) => ({
      ...{
        Name: msp,
        Domain: domain,
        EnableNodeOUs: true,
        Template: { Count: 1, ...node },
        Users: { Count: 1 },
      },
    })),
  };
}

export function channelConfiguration({ organizations, orderer }: Layout): object {
  const tls = join(orderer.folder, 'orderers', 'orderer0.orderer.example', 'tls', 'server.crt');
  const ordererOrganization = {
    ...{ Name: 'OrdererOrg', ID: 'OrdererMSP', MSPDir: join(orderer.folder, 'msp') },
    Policies: {
      Readers: signature("OR('OrdererMSP.member')"),
      Writers: signature("OR('OrdererMSP.member')"),
      Admins: signature("OR('OrdererMSP.admin')"),
    },
    OrdererEndpoints: [`127.0.0.1:${orderer.port}`],
  };
  return {
    Profiles: {
      [PROFILE]: {
        ...{ Policies: POLICIES, Capabilities: { V2_0: true } },
        Orderer: {
          ...{
            OrdererType: 'etcdraft',
            BatchTimeout: BATCH_TIMEOUT,
            BatchSize: BATCH,
            Capabilities: { V2_0: true },
          },
          ...{
            Organizations: [ordererOrganization],
            Policies: { ...POLICIES, BlockValidation: implicit('ANY Writers') },
          },
          EtcdRaft: {
            Consenters: [{ Host: '127.0.0.1', Port: orderer.port, ClientTLSCert: tls, ServerTLSCert: tls }],
            Options: {
              TickInterval: '100ms',
              ElectionTick: 10,
              HeartbeatTick: 1,
              MaxInflightBlocks: 5,
              SnapshotIntervalSize: '16 MB',
            },
          },
        },
        Application: {
          ...{ Organizations: organizations.map(peerOrganization), Capabilities: { V2_5: true } },
          Policies: {
            ...POLICIES,
            LifecycleEndorsement: implicit('MAJORITY Endorsement'),
            Endorsement: implicit('MAJORITY Endorsement'),
          },
        },
      },
    },
  };
}

const peerOrganization = ({ msp, folder, port }: Organization) => ({
  ...{ Name: msp, ID: msp, MSPDir: join(folder, 'msp') },
  Policies: {
    Readers: signature(`OR('${msp}.admin','${msp}.peer','${msp}.client')`),
    Writers: signature(`OR('${msp}.admin','${msp}.client')`),
    Admins: signature(`OR('${msp}.admin')`),
    Endorsement: signature(`OR('${msp}.peer')`),
  },
  AnchorPeers: [{ Host: '127.0.0.1', Port: port }],
});

export function ordererConfiguration({ folder, orderer }: Layout): object {
  const node = join(orderer.folder, 'orderers', 'orderer0.orderer.example');
  const data = join(folder, 'data', 'orderer');
  return {
    General: {
      ...{ ListenAddress: '127.0.0.1', ListenPort: orderer.port, BootstrapMethod: 'none' },
      ...{ LocalMSPDir: join(node, 'msp'), LocalMSPID: 'OrdererMSP', BCCSP: SOFTWARE_KEYS },
      TLS: {
        ...{ Enabled: true, ClientAuthRequired: false, RootCAs: [join(node, 'tls', 'ca.crt')] },
        ...{ PrivateKey: join(node, 'tls', 'server.key'), Certificate: join(node, 'tls', 'server.crt') },
      },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: join(data, 'ledger') },
    Operations: { ListenAddress: `127.0.0.1:${orderer.healthPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: 'disabled' },
    Admin: { ListenAddress: `127.0.0.1:${orderer.adminPort}`, TLS: { Enabled: false } },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: join(data, 'wal'), SnapDir: join(data, 'snap') },
  };
}

/** Gossip is told to look around often, so that a fresh network knows its peers in seconds. */
const GOSSIP = {
  ...{ useLeaderElection: false, orgLeader: true, state: { enabled: false }, pullInterval: '500ms' },
  ...{
    digestWaitTime: '100ms',
    requestWaitTime: '150ms',
    responseWaitTime: '200ms',
    requestStateInfoInterval: '1s',
  },
  ...{ publishStateInfoInterval: '1s', aliveTimeInterval: '300ms', aliveExpirationTimeout: '2s' },
  ...{ reconnectInterval: '500ms', membershipTrackerInterval: '1s' },
  pvtData: {
    pullRetryThreshold: '5s',
    transientstoreMaxBlockRetention: 1000,
    pushAckTimeout: '3s',
    btlPullMargin: 10,
  },
};

export function peerConfiguration({ folder }: Layout, organization: Organization): object {
  const { domain, msp, peerFolder, port, chaincodePort, healthPort } = organization;
  const data = join(folder, 'data', domain);
  const tls = (name: string) => ({ file: join(peerFolder, 'tls', name) });
  const address = `127.0.0.1:${port}`;
  const chaincode = `127.0.0.1:${chaincodePort}`;
  return {
    peer: {
      ...{ id: `peer0.${domain}`, networkId: 'bench', listenAddress: address, address },
      ...{ chaincodeListenAddress: chaincode, chaincodeAddress: chaincode, fileSystemPath: data },
      ...{
        localMspId: msp,
        mspConfigPath: join(peerFolder, 'msp'),
        localMspType: 'bccsp',
        BCCSP: SOFTWARE_KEYS,
      },
      tls: {
        ...{ enabled: true, clientAuthRequired: false },
        ...{ cert: tls('server.crt'), key: tls('server.key'), rootcert: tls('ca.crt') },
      },
      gateway: { enabled: true, endorsementTimeout: '10s', broadcastTimeout: '10s', dialTimeout: '5s' },
      gossip: { bootstrap: address, externalEndpoint: address, ...GOSSIP },
      deliveryclient: {
        reconnectTotalTimeThreshold: '3600s',
        connTimeout: '3s',
        reConnectBackoffThreshold: '2s',
        blockGossipEnabled: true,
      },
      authentication: { timewindow: '15m' },
      handlers: {
        authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }],
        decorators: [{ name: 'DefaultDecorator' }],
        endorsers: { escc: { name: 'DefaultEndorsement' } },
        validators: { vscc: { name: 'DefaultValidation' } },
      },
      discovery: {
        enabled: true,
        authCacheEnabled: true,
        authCacheMaxSize: 1000,
        authCachePurgeRetentionRatio: 0.75,
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
    },
    vm: { endpoint: '' },
    chaincode: {
      externalBuilders: [{ name: 'ccaas', path: join(folder, 'builder'), propagateEnvironment: ['PATH'] }],
      ...{ installTimeout: '60s', startuptimeout: '30s', executetimeout: '30s', mode: 'net' },
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'info', shim: 'warning' },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100000 },
      history: { enableHistoryDatabase: true },
      snapshots: { rootDir: join(data, 'snapshots') },
    },
    operations: { listenAddress: `127.0.0.1:${healthPort}`, tls: { enabled: false } },
    metrics: { provider: 'disabled' },
  };
}
