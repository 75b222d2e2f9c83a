import type { Subgraph } from '@caretrail/kit';
import type { Generation } from './graphql.ts';
import { warm } from './warm.ts';

export interface Swapping {
  readonly build: (subgraphs: readonly Subgraph[]) => Promise<Generation>;
  readonly current: () => Generation;
  readonly replace: (next: Generation) => void;
  /** Called with a generation that no new request will see. */
  readonly retire: (before: Generation) => void;
}

/**
 * Replaces the generation whole: built and warmed beside the one that serves, then seen by every request from one moment on.
 * One composition runs at a time, in the order asked, so that an older one never replaces a newer.
 */
export function swapper({ build, current, replace, retire }: Swapping) {
  let running: Promise<unknown> = Promise.resolve();
  return (subgraphs: readonly Subgraph[]): Promise<void> => {
    const swap = async () => {
      const before = current();
      const next = await build(subgraphs);
      await warm(next, before);
      replace(next);
      retire(before);
    };
    const turn = running.then(swap);
    running = turn.catch(() => {});
    return turn;
  };
}
