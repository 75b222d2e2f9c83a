import { setTimeout as wait } from 'node:timers/promises';
import type { Subgraph } from '@caretrail/kit';
import type { Logger } from 'pino';

/** Least milliseconds between two compositions: while a subgraph is replaced, old and new answer in turn. */
const PAUSE = 2_000;

export interface Recomposing {
  /** Asks every subgraph for its schema. */
  readonly connect: () => Promise<readonly Subgraph[]>;
  readonly compose: (subgraphs: readonly Subgraph[]) => Promise<void>;
  readonly logger: Logger;
  /** Milliseconds ({@link PAUSE}). */
  readonly pause?: number;
}

/**
 * What to call when a subgraph serves another schema: the graph is composed anew, one time for however many calls. Until
 * then, and for as long as the schemas do not fit together, that subgraph refuses what was planned for its old one.
 */
export function recomposer({ connect, compose, logger, pause = PAUSE }: Recomposing): () => void {
  let running = false;
  const run = async () => {
    try {
      await compose(await connect());
      logger.warn('a subgraph has a new schema: composed anew');
    } catch (error) {
      logger.error({ err: error }, 'the new schema of a subgraph does not fit: what it changes is refused');
    }
    await wait(pause, undefined, { ref: false });
    running = false;
  };
  return () => {
    if (running) return;
    running = true;
    void run();
  };
}
