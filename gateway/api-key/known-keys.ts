import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { within } from '../budget/within.ts';
import type { ApiKey, ApiKeys } from './api-key.ts';

/** A key as its store tells it. */
export interface StoredKey {
  readonly id: string;
  /** SHA-256 of the key, in hex. */
  readonly digest: string;
  readonly requests: number;
  readonly cost: number;
}

/** Milliseconds after which the keys are read again: so long one that was revoked counts. */
const FRESH = 2_000;
/** The same for a key that is not among them, which may just have been issued; whoever guesses has them read no more often. */
const PAUSE = 250;
/** Milliseconds that reading them may take, and between two words in the log that they cannot be read. */
const WITHIN = 2_000;
const WARN_EVERY = 60_000;

/** No key is known. */
class KeysUnknown extends Error {
  override readonly name = 'KeysUnknown';
  readonly code = 'UNAVAILABLE';
}

const FORM = /^[\x21-\x7e]{1,128}$/;

/**
 * All keys that count, in memory: looking one up asks nobody, however many are guessed. While the store is away those that were
 * known go on.
 * @param read - all keys that count at this moment
 */
export class KnownKeys implements ApiKeys {
  readonly #read: () => Promise<readonly StoredKey[]>;
  readonly #logger: Pick<Logger, 'warn'>;
  #known: ReadonlyMap<string, ApiKey> | null = null;
  #tried = Number.NEGATIVE_INFINITY;
  #warned = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(read: () => Promise<readonly StoredKey[]>, logger: Pick<Logger, 'warn'>) {
    this.#read = read;
    this.#logger = logger;
  }

  async find(key: string): Promise<ApiKey | null> {
    if (!FORM.test(key)) return null;
    const digest = createHash('sha256').update(key).digest('hex');
    await this.#refresh(FRESH);
    if (!this.#known?.has(digest)) await this.#refresh(PAUSE);
    if (this.#known === null) throw new KeysUnknown('API keys cannot be read');
    return this.#known.get(digest) ?? null;
  }

  /** Reads the keys unless that was tried a moment ago; requests at the same time share one reading. */
  async #refresh(age: number): Promise<void> {
    if (this.#reading === null && performance.now() - this.#tried <= age) return;
    this.#reading ??= this.#load().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  async #load(): Promise<void> {
    this.#tried = performance.now();
    try {
      const stored = await within(WITHIN, this.#read());
      this.#known = new Map(
        stored.map(({ id, digest, ...allowance }) => [
          digest,
          { id, allowance: { requests: allowance.requests, cost: allowance.cost } },
        ]),
      );
    } catch (error) {
      if (performance.now() - this.#warned < WARN_EVERY) return;
      this.#warned = performance.now();
      this.#logger.warn({ err: error }, 'API keys cannot be read: those that were known go on');
    }
  }
}
