import { type Given, ownTrust, readGiven } from './files.ts';
import { VerificationRun } from './run.svelte.ts';

interface Held {
  /** Null: the hub's own trust file. */
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

/** The verify page's state: the files at hand, and the verification of them. */
export class Desk {
  readonly run = new VerificationRun();
  proof = $state.raw<{ readonly name: string; readonly bytes: Uint8Array } | null>(null);
  trust = $state.raw<Held | null>(null);
  problem = $state<'tooLarge' | 'noTrust' | null>(null);

  /** Gets the hub's trust file, unless the reader brought one; without it the reader has to bring one. */
  async open(): Promise<void> {
    try {
      const bytes = await ownTrust();
      if (bytes !== null) this.trust ??= { name: null, bytes };
    } catch {
      // The hub cannot be reached: files at hand can still be checked with a trust file at hand.
    }
  }

  close(): void {
    this.run.close();
  }

  /** Takes dropped files, a proof, a trust file or both, and checks as soon as both are there. */
  async take(files: readonly File[]): Promise<void> {
    this.problem = null;
    const given = await Promise.all(files.map(readGiven));
    for (const one of given) this.#hold(one);
    await this.check();
  }

  async check(): Promise<void> {
    if (this.proof === null) return;
    if (this.trust === null) {
      this.problem = 'noTrust';
      return;
    }
    this.problem = null;
    await this.run.start(this.proof.bytes, this.trust.bytes);
  }

  clear(): void {
    this.proof = null;
    this.problem = null;
    this.run.reset();
  }

  #hold(given: Given): void {
    if (given.kind === 'tooLarge') this.problem = 'tooLarge';
    else if (given.kind === 'trust') this.trust = given;
    else this.proof = given;
  }
}
