import { verify } from '@caretrail/proof';
import type { Outcome, Task } from './messages.ts';

/** Verifies off the page's thread. It fetches nothing and keeps nothing. */
addEventListener('message', ({ data }: MessageEvent<Task>) => {
  const started = performance.now();
  const answer = (outcome: Outcome) => postMessage(outcome);
  verify(data.proof, data.trust).then(
    (verdict) => answer({ id: data.id, verdict, milliseconds: Math.round(performance.now() - started) }),
    (error: unknown) => answer({ id: data.id, error: error instanceof Error ? error.message : 'unknown' }),
  );
});
