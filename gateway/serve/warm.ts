import { setImmediate as turn } from 'node:timers/promises';
import { TIERS } from '@caretrail/kit';
import type { Generation } from './graphql.ts';

/** Milliseconds that warming may hold up a swap: until then, what a changed subgraph was asked before is refused. */
const MOST_TIME = 2_000;

/**
 * Plans what was asked of a generation lately for the one that follows it, the newest first and tier by tier, so that
 * nobody pays for planning it again. What the new schema no longer takes is forgotten.
 */
export async function warm(next: Generation, before: Generation): Promise<void> {
  const end = performance.now() + MOST_TIME;
  const asked = TIERS.map((tier) => before[tier].hub.familiar());
  const longest = Math.max(...asked.map((list) => list.length));
  for (let place = 0; place < longest; place++) {
    for (const [index, tier] of TIERS.entries()) {
      const known = asked[index]?.[place];
      if (known === undefined) continue;
      if (performance.now() > end) return;
      await next[tier].hub.warm(known);
      // Planning takes milliseconds at a stretch; requests go on between two of them.
      await turn();
    }
  }
}
