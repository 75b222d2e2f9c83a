import './quiet-shim.ts'; // before the shim looks at its environment
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import contractApi, { type Contract } from 'fabric-contract-api';
import bootstrap from 'fabric-shim/lib/contract-spi/bootstrap.js';

/** What is served, and where. */
export interface ContractsServer {
  readonly contracts: readonly (new () => Contract)[];
  readonly title: string;
  readonly version: string;
  /** `unix:` and a socket's path, or `host:port`; on loopback port 0 takes a free one. */
  readonly address: string;
  /** Package id under which the chaincode registers with the peer. */
  readonly id: string;
}

/** Serves contracts for a peer to dial, by the code behind `fabric-chaincode-node server`. Resolves with the address. */
export async function serveContracts(server: ContractsServer): Promise<string> {
  const address = await place(server.address);
  await bootstrap.register(
    server.contracts,
    { transaction: 'jsonSerializer', serializers: { jsonSerializer: contractApi.JSONSerializer } },
    {},
    server.title,
    server.version,
    {
      ccid: server.id,
      address,
      'grpc.max_send_message_length': -1,
      'grpc.max_receive_message_length': -1,
    },
    true,
  );
  return address;
}

/** Takes over the socket that a killed process left. */
async function place(address: string): Promise<string> {
  if (address.startsWith('unix:')) rmSync(address.slice('unix:'.length), { force: true });
  return address === '127.0.0.1:0' ? `127.0.0.1:${await freePort()}` : address;
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
