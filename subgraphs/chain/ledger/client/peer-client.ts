import { Client, credentials } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import '../fabric/bounded-lengths.ts';
import type { LedgerPeer } from '../profile.ts';

const OPTIONS = {
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  // A restarted peer should not look dead for long.
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  // A connection that died without a word is found out; a Fabric peer takes pings once a minute, and ends what pings more.
  'grpc.keepalive_time_ms': 120_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

function channelOf({ tls }: LedgerPeer) {
  if (!tls) return { security: credentials.createInsecure(), options: OPTIONS };
  return {
    security: credentials.createSsl(Buffer.from(tls.authority)),
    options: {
      ...OPTIONS,
      'grpc.ssl_target_name_override': tls.serverName,
      'grpc.default_authority': tls.serverName,
    },
  };
}

export function gatewayClient(node: LedgerPeer): Client {
  const { security, options } = channelOf(node);
  return new Client(node.endpoint, security, options);
}

export function endorserClient(node: LedgerPeer): peer.EndorserClient {
  const { security, options } = channelOf(node);
  return new peer.EndorserClient(node.endpoint, security, options);
}
