import type { Verdict } from '@caretrail/proof';
import { type Verified, Verifier } from './verifier.ts';

/** Milliseconds between two steps as they are shown; the checking itself takes less. */
const BEAT = 260;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const beat = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : BEAT);

/** A verification as a page shows it: steps resolve one by one, the verdict comes last. */
export class VerificationRun {
  /** Null until the worker has answered. */
  verdict = $state.raw<Verdict | null>(null);
  milliseconds = $state(0);
  /** How many steps are shown. */
  shown = $state(0);
  running = $state(false);
  /** The worker's own failure, which says nothing about the proof. */
  broken = $state<string | null>(null);
  #round = 0;
  readonly #verifier = new Verifier();

  get finished(): boolean {
    return this.verdict !== null && this.shown === this.verdict.steps.length;
  }

  async start(proof: Uint8Array, trust: Uint8Array): Promise<Verdict | null> {
    const round = ++this.#round;
    this.reset();
    this.running = true;
    try {
      const verified = await this.#verifier.verify(proof, trust);
      if (round === this.#round) await this.#show(verified, round);
      return verified.verdict;
    } catch (error) {
      this.broken = error instanceof Error ? error.message : 'unknown';
      return null;
    } finally {
      if (round === this.#round) this.running = false;
    }
  }

  reset(): void {
    this.verdict = null;
    this.shown = 0;
    this.broken = null;
  }

  close(): void {
    this.#verifier.close();
  }

  async #show({ verdict, milliseconds }: Verified, round: number): Promise<void> {
    this.verdict = verdict;
    this.milliseconds = milliseconds;
    for (const _ of verdict.steps) {
      await pause(beat());
      if (round !== this.#round) return;
      this.shown++;
    }
  }
}
