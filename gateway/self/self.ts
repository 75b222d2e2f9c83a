import { createSubgraph, type RequestInfo, type Subgraph } from '@caretrail/kit';
import { type SelfKnowledge, selfSchema } from './schema.ts';

export interface SelfOptions extends SelfKnowledge {
  readonly onFailure: (error: unknown, info: RequestInfo) => void;
}

/** The hub's own subgraph: who am I here, what rules concern me, what would become of this question. */
export function createSelf({ onFailure, ...knowledge }: SelfOptions): Subgraph {
  return createSubgraph({
    name: 'self',
    ...selfSchema(knowledge),
    onFailure,
    close: async () => {},
    // Nothing here is stored: neither rows to read nor an access to record.
    openStore: () => ({ query: async () => [], commit: async () => {}, rollback: async () => {} }),
  });
}

/** The SDL of the hub's own subgraph. */
export const selfSdl = (): string =>
  selfSchema({ explain: () => [], cost: () => ({ cost: 0, limit: 0 }), policies: () => [] }).sdl;
