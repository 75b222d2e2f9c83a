import { join } from 'node:path';
import { type PeerLayout, peerKeys } from '../layout.ts';
import { GOSSIP } from './gossip.ts';
import { SOFTWARE_KEYS } from './policy.ts';

/** The `core.yaml` of a peer that keeps its ledger in a folder and finds chaincodes by the builder in another. */
export function peerConfiguration(node: PeerLayout, data: string, builder: string): object {
  const address = `127.0.0.1:${node.port}`;
  const chaincode = `127.0.0.1:${node.chaincodePort}`;
  return {
    peer: {
      ...{ id: node.name, networkId: 'caretrail', listenAddress: address, address },
      ...{ chaincodeListenAddress: chaincode, chaincodeAddress: chaincode, fileSystemPath: data },
      ...{ localMspId: node.msp, localMspType: 'bccsp', BCCSP: SOFTWARE_KEYS },
      mspConfigPath: join(peerKeys(node), 'msp'),
      tls: serverTls(node),
      gateway: { enabled: true, endorsementTimeout: '10s', broadcastTimeout: '10s', dialTimeout: '5s' },
      gossip: { bootstrap: address, externalEndpoint: address, ...GOSSIP },
      deliveryclient: {
        ...{ reconnectTotalTimeThreshold: '3600s', connTimeout: '3s', reConnectBackoffThreshold: '2s' },
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
        ...{ enabled: true, authCacheEnabled: true },
        ...{ authCacheMaxSize: 1000, authCachePurgeRetentionRatio: 0.75 },
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
    },
    vm: { endpoint: '' },
    chaincode: {
      externalBuilders: [{ name: 'ccaas', path: builder, propagateEnvironment: ['PATH'] }],
      ...{ installTimeout: '60s', startuptimeout: '30s', executetimeout: '30s', mode: 'net' },
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'info', shim: 'warning' },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
      history: { enableHistoryDatabase: true },
      snapshots: { rootDir: join(data, 'snapshots') },
      pvtdataStore: {
        ...{ collElgProcMaxDbBatchSize: 5000, collElgProcDbBatchesInterval: 1000, purgeInterval: 100 },
        ...{ deprioritizedDataReconcilerInterval: '60m', purgedKeyAuditLogging: true },
      },
    },
    operations: { listenAddress: `127.0.0.1:${node.healthPort}`, tls: { enabled: false } },
    metrics: { provider: 'disabled' },
  };
}

function serverTls(node: PeerLayout): object {
  const file = (name: string) => ({ file: join(peerKeys(node), 'tls', name) });
  return {
    ...{ enabled: true, clientAuthRequired: false },
    ...{ cert: file('server.crt'), key: file('server.key'), rootcert: file('ca.crt') },
  };
}
