import { createHub } from '@caretrail/gateway';
import { contextSigner } from '@caretrail/kit/remote';
import { pino } from 'pino';
import { connectSubgraph } from '../../../gateway/remote/connect-subgraph.ts';
import { Transport } from '../../../gateway/remote/transport.ts';
import type { ConfigOf } from './config.ts';

/** The hub as `serve-hub.ts` runs it. Who asks is given: tokens are left out for all. */
export async function startHub({ key, subgraphs, caller }: ConfigOf<'hub'>) {
  const logger = pino({ level: 'error' }, process.stderr);
  const shared = { sign: contextSigner(key), transport: new Transport(), logger };
  const connected = Object.entries(subgraphs).map(([name, url]) =>
    connectSubgraph({ ...shared, name, url }, AbortSignal.timeout(30_000)),
  );
  const hub = await createHub({
    subgraphs: await Promise.all(connected),
    identity: { authenticate: async () => ({ caller }) },
    port: 0,
    ready: () => true,
    logger,
  });
  return { url: hub.url };
}
