import { closePool, openSession, type Pool, tierRole } from '@caretrail/db';
import {
  createSubgraph,
  type RequestInfo,
  type Subgraph,
  sessionSettings,
  sessionStore,
} from '@caretrail/kit';
import { type ChainSchemaOptions, chainSchema } from './chain-schema.ts';

/** What the chain subgraph runs with; it reads no environment and opens nothing itself. */
export interface ChainOptions extends ChainSchemaOptions {
  /** Connections of the login `caretrail_chain`; closed with the subgraph. */
  readonly pool: Pool;
  /** Told what went wrong inside, with the request it belongs to; the caller learns the correlation id alone. */
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
}

/** The Fabric explorer subgraph: the trace of every record, network, blocks and transactions, and `verify`. */
export function createChain(options: ChainOptions): Subgraph {
  const { pool, onFailure } = options;
  return createSubgraph({
    name: 'chain',
    ...chainSchema(options),
    openStore: (caller, info) => {
      const role = tierRole('chain', caller.tier, caller.role);
      const session = openSession(pool, { role, settings: sessionSettings(caller), signal: info.signal });
      return sessionStore('chain', caller, info, session);
    },
    onFailure,
    close: () => closePool(pool),
  });
}
