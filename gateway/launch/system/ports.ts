import { createServer } from 'node:net';
import { StartError } from '../start-error.ts';

const LOOPBACK = '127.0.0.1';

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}

/** The port itself (a free one for 0), or {@link StartError} with the cure if it is taken. */
export async function claimPort(setting: string, port: number): Promise<number> {
  try {
    return await probe(port);
  } catch (cause) {
    throw new StartError(`Port ${port} is taken: stop what uses it, or start with ${setting}=<another>.`, {
      cause,
    });
  }
}
