import { createServer } from 'node:net';
import contractApi from 'fabric-contract-api';
import bootstrap from 'fabric-shim/lib/contract-spi/bootstrap.js';
import { contracts } from './index.ts';

const VERSION = '1.0';

/**
 * Serves the chaincode on loopback for a peer to dial, by the code behind `fabric-chaincode-node server`. Resolves with
 * `host:port`; 0 takes a free port.
 */
export async function serveChaincode(options: {
  readonly port: number;
  /** Package id under which the chaincode registers with the peer. */
  readonly id: string;
}): Promise<string> {
  const address = `127.0.0.1:${options.port || (await freePort())}`;
  await bootstrap.register(
    contracts,
    { transaction: 'jsonSerializer', serializers: { jsonSerializer: contractApi.JSONSerializer } },
    {},
    'caretrail',
    VERSION,
    {
      ccid: options.id,
      address,
      'grpc.max_send_message_length': -1,
      'grpc.max_receive_message_length': -1,
    },
    true,
  );
  return address;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
