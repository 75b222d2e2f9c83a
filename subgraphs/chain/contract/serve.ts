import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import contractApi from 'fabric-contract-api';
import bootstrap from 'fabric-shim/lib/contract-spi/bootstrap.js';
import { contracts } from './index.ts';

const VERSION = '1.0';

/**
 * Serves the chaincode for a peer to dial, by the code behind `fabric-chaincode-node server`. Resolves with its address,
 * `unix:` and the socket's path or else `host:port` on loopback; port 0 takes a free one.
 */
export async function serveChaincode(options: {
  readonly port: number;
  readonly socket?: string | undefined;
  /** Package id under which the chaincode registers with the peer. */
  readonly id: string;
}): Promise<string> {
  const address = await addressOf(options);
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

async function addressOf({ port, socket }: Parameters<typeof serveChaincode>[0]): Promise<string> {
  if (socket === undefined) return `127.0.0.1:${port || (await freePort())}`;
  rmSync(socket, { force: true });
  return `unix:${socket}`;
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
