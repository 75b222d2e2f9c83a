import { randomUUID } from 'node:crypto';
import { CONTEXT_HEADER, contextSigner } from '@caretrail/kit/remote';
import type { SigningConfig } from './config.ts';

/** Header of a fetch that another gateway sends: the context that a hub would sign for it. */
export function contextHeader({ key, caller }: SigningConfig) {
  const sign = contextSigner(key);
  return (subgraph: string, body: string) => ({
    [CONTEXT_HEADER]: sign(subgraph, body, { caller, schema: null }),
  });
}

/** What a subgraph puts on record of the request that a fetch belongs to. */
export const newRequest = () => ({ request: randomUUID(), operation: 'Bench' });
