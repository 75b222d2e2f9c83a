import { change } from '../change/change.ts';
import type { Decoder } from '../decoder.ts';
import { Random } from '../random.ts';
import { Coverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { Mailbox } from './mailbox.ts';
import { prototypeGuard } from './prototypes.ts';

export interface CampaignOptions {
  readonly decoder: string;
  readonly seed: number;
  /** Cases to try; null for as long as there is time. */
  readonly cases: number | null;
  /** Milliseconds. */
  readonly time: number | null;
  /** Whether inputs that reach new code are kept, to be changed again. */
  readonly guided: boolean;
}

export interface CampaignProgress {
  readonly cases: number;
  /** Of these, inputs that the decoder took. */
  readonly taken: number;
  readonly corpus: number;
  /** Blocks of code that were reached; 0 where that is not looked at. */
  readonly blocks: number;
}

/** A case may take this much processor time, in microseconds; the dearest real input takes a hundredth of it. */
const CASE_LIMIT = 1_500_000;
/** Bytes outside the heap that may be left over a batch. */
const OUTSIDE_LIMIT = 512 << 20;
const BATCH = 128;
const CORPUS_LIMIT = 2_000;

type Fault = Pick<Finding, 'kind' | 'detail'>;

/** Tries changed inputs on a decoder until something is wrong, or cases or time are up. */
export class Campaign {
  readonly #decoder: Decoder;
  readonly #options: CampaignOptions;
  readonly #mailbox: Mailbox;
  readonly #corpus: Uint8Array[];
  readonly #random: Random;
  readonly #unharmed: () => boolean;
  #coverage: Coverage | null = null;
  #cases = 0;
  #taken = 0;

  constructor(decoder: Decoder, options: CampaignOptions, mailbox: Mailbox) {
    this.#decoder = decoder;
    this.#options = options;
    this.#mailbox = mailbox;
    this.#corpus = [...decoder.seeds];
    this.#random = new Random(options.seed);
    this.#unharmed = prototypeGuard();
  }

  get progress(): CampaignProgress {
    const blocks = this.#coverage?.size ?? 0;
    return { cases: this.#cases, taken: this.#taken, corpus: this.#corpus.length, blocks };
  }

  /** What went wrong; null when nothing did. `report` is told how far it is, batch by batch. */
  async run(report: (progress: CampaignProgress) => void): Promise<Finding | null> {
    for (const seed of this.#decoder.seeds) await this.#decoder.decode(seed); // real inputs are taken, or this is no test
    if (this.#options.guided) this.#coverage = await Coverage.start();
    const { cases, time } = this.#options;
    const end = time === null ? Number.POSITIVE_INFINITY : performance.now() + time;
    while (performance.now() < end && (cases === null || this.#cases < cases)) {
      const size = Math.min(BATCH, (cases ?? Number.POSITIVE_INFINITY) - this.#cases);
      const batch = Array.from({ length: size }, () => this.#next());
      const finding = await this.#tryAll(batch);
      if (finding) return finding;
      await this.#keepFresh(batch);
      report(this.progress);
    }
    return null;
  }

  #next(): Uint8Array {
    return change(this.#random.pick(this.#corpus), this.#corpus, this.#decoder.shape, this.#random);
  }

  async #tryAll(inputs: readonly Uint8Array[]): Promise<Finding | null> {
    for (const input of inputs) {
      this.#cases += 1;
      this.#mailbox.put(this.#cases, input);
      const fault = await this.#try(input);
      if (fault !== 'taken' && fault !== 'refused') return this.#finding(fault, input);
      if (fault === 'taken') this.#taken += 1;
    }
    const last = inputs.at(-1) ?? new Uint8Array();
    if (!this.#unharmed())
      return this.#finding({ kind: 'POLLUTION', detail: 'a prototype was changed in this batch' }, last);
    const { arrayBuffers } = process.memoryUsage();
    if (arrayBuffers > OUTSIDE_LIMIT)
      return this.#finding({ kind: 'MEMORY', detail: `${arrayBuffers} bytes are held in buffers` }, last);
    return null;
  }

  async #try(input: Uint8Array): Promise<Fault | 'taken' | 'refused'> {
    let outcome: 'taken' | 'refused' = 'taken';
    const before = process.threadCpuUsage();
    try {
      const reading = this.#decoder.decode(input);
      if (reading instanceof Promise) await reading;
    } catch (error) {
      if (!this.#decoder.refuses(error))
        return {
          kind: 'UNTYPED',
          detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
        };
      outcome = 'refused';
    }
    const { user, system } = process.threadCpuUsage(before);
    return user + system > CASE_LIMIT ? { kind: 'SLOW', detail: `${(user + system) / 1000} ms` } : outcome;
  }

  /** Keeps those of the inputs that reach code which none did before: halves are run again until one is left. */
  async #keepFresh(inputs: readonly Uint8Array[]): Promise<void> {
    const fresh = await this.#coverage?.fresh();
    if (!this.#coverage || !fresh || fresh.length === 0) return;
    const [only] = inputs;
    if (inputs.length === 1 && only) {
      if (this.#corpus.length < CORPUS_LIMIT) this.#corpus.push(only);
    } else {
      const middle = inputs.length >> 1;
      for (const half of [inputs.slice(0, middle), inputs.slice(middle)]) {
        for (const input of half) await this.#try(input);
        await this.#keepFresh(half);
      }
    }
    this.#coverage.know(fresh);
  }

  #finding(fault: Fault, input: Uint8Array): Finding {
    const { decoder, seed } = this.#options;
    return { decoder, seed, number: this.#cases, ...fault, input: Buffer.from(input).toString('base64') };
  }
}
