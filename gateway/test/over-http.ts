import type { Subgraph } from '@caretrail/kit';
import {
  contextSigner,
  type Listener,
  makeContextKey,
  serveSubgraph,
  type UsedContexts,
} from '@caretrail/kit/remote';
import { createLocalJWKSet } from 'jose';
import { pino } from 'pino';
import { connectSubgraph } from '../remote/connect-subgraph.ts';
import { Transport } from '../remote/transport.ts';

const logger = pino({ level: 'silent' });

/** Remembers for one process; those that share a database have {@link UsedContexts} there. */
function rememberedContexts(): UsedContexts {
  const used = new Set<string>();
  return { use: async (id) => !used.has(id) && used.add(id).has(id) };
}

export interface OverHttp {
  readonly subgraphs: readonly Subgraph[];
  close(): Promise<void>;
}

/** The same subgraphs with HTTP in between: each served on a port of its own, and connected to as a hub does. */
export async function overHttp(
  subgraphs: readonly Subgraph[],
  used: (subgraph: Subgraph) => UsedContexts = rememberedContexts,
): Promise<OverHttp> {
  const { privateJwk, publicJwk } = makeContextKey();
  const sign = contextSigner(privateJwk);
  const keys = createLocalJWKSet({ keys: [publicJwk] });
  const transport = new Transport();
  const serve = async (subgraph: Subgraph): Promise<[Listener, Subgraph]> => {
    const ready = async () => true;
    const listener = await serveSubgraph({ subgraph, keys, used: used(subgraph), ready, port: 0, logger });
    const options = { name: subgraph.name, url: listener.url, sign, transport, logger };
    return [listener, await connectSubgraph(options, AbortSignal.timeout(10_000))];
  };
  const served = await Promise.all(subgraphs.map(serve));
  return {
    subgraphs: served.map(([, remote]) => remote),
    async close() {
      await transport.close();
      await Promise.all(served.map(([listener]) => listener.close()));
    },
  };
}
