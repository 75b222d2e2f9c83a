import { closePool } from '@caretrail/db';
import { createSubgraph, type Subgraph } from '@caretrail/kit';
import type { ClaimsOptions } from './options.ts';
import { claimsSchema } from './schema.ts';
import { openStore } from './store.ts';

export type { ClaimsOptions } from './options.ts';

/** The claims subgraph, ready to answer in this process. */
export function createClaims(options: ClaimsOptions): Subgraph {
  const { pool, onFailure } = options;
  return createSubgraph({
    name: 'claims',
    ...claimsSchema(options),
    openStore: openStore(pool),
    onFailure,
    close: () => closePool(pool),
  });
}

/** The SDL of the claims subgraph, which depends on no option. */
export const claimsSdl = (): string => claimsSchema({ cursorKey: new Uint8Array(32), anchors: null }).sdl;
