import { createSubgraph, type RequestInfo, type Subgraph } from '@caretrail/kit';
import { type Explain, selfSchema } from './schema.ts';

export interface SelfOptions {
  readonly explain: Explain;
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
}

/** The hub's own subgraph: who am I here, what rules concern me, what would become of this question. */
export function createSelf({ explain, onFailure }: SelfOptions): Subgraph {
  return createSubgraph({
    name: 'self',
    ...selfSchema(explain),
    onFailure,
    close: async () => {},
    // Nothing here is stored: neither rows to read nor an access to record.
    openStore: () => ({ query: async () => [], commit: async () => {}, rollback: async () => {} }),
  });
}

/** The SDL of the hub's own subgraph. */
export const selfSdl = (): string => selfSchema(() => []).sdl;
