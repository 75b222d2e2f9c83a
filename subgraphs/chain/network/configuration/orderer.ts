import { join } from 'node:path';
import { ORDERER_MSP } from '@caretrail/chain/consortium';
import type { OrdererLayout } from '../layout.ts';
import { SOFTWARE_KEYS } from './policy.ts';

/** The `orderer.yaml` of an orderer that keeps its ledger in a folder. */
export function ordererConfiguration(
  { keys, port, adminPort, healthPort }: OrdererLayout,
  data: string,
): object {
  const tls = (name: string) => join(keys, 'tls', name);
  return {
    General: {
      ...{ ListenAddress: '127.0.0.1', ListenPort: port, BootstrapMethod: 'none' },
      ...{ LocalMSPDir: join(keys, 'msp'), LocalMSPID: ORDERER_MSP, BCCSP: SOFTWARE_KEYS },
      TLS: {
        ...{ Enabled: true, ClientAuthRequired: false, RootCAs: [tls('ca.crt')] },
        ...{ PrivateKey: tls('server.key'), Certificate: tls('server.crt') },
      },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: join(data, 'ledger') },
    Operations: { ListenAddress: `127.0.0.1:${healthPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: 'disabled' },
    Admin: { ListenAddress: `127.0.0.1:${adminPort}`, TLS: { Enabled: false } },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: join(data, 'wal'), SnapDir: join(data, 'snap') },
  };
}
