import type { Verdict } from '@caretrail/proof';
import type { Outcome, Task } from './messages.ts';
import { startWorker } from './trusted-worker.ts';
import workerAddress from './verifier.worker.ts?worker&url';

export interface Verified {
  readonly verdict: Verdict;
  readonly milliseconds: number;
}

type Waiting = { readonly done: (verified: Verified) => void; readonly failed: (error: Error) => void };

/** The verifier of a page: one worker, started before it is needed, so that it also works once the hub is gone. */
export class Verifier {
  readonly #worker = startWorker(workerAddress);
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Outcome>) => this.#settle(data);
    this.#worker.onerror = () => {
      for (const { failed } of this.#waiting.values()) failed(new Error('The verifier stopped'));
      this.#waiting.clear();
    };
  }

  verify(proof: Uint8Array, trust: Uint8Array): Promise<Verified> {
    const id = this.#next++;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      const task: Task = { id, proof, trust };
      this.#worker.postMessage(task);
    });
  }

  close(): void {
    this.#worker.terminate();
  }

  #settle(outcome: Outcome): void {
    const waiting = this.#waiting.get(outcome.id);
    this.#waiting.delete(outcome.id);
    if ('error' in outcome) waiting?.failed(new Error(outcome.error));
    else waiting?.done(outcome);
  }
}
