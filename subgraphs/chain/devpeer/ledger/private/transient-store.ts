import { FrameLog } from '../blocks/frame-log.ts';
import type { PrivateSet } from '../rwset/private-set.ts';
import { decodeEntry, encodeEntry } from './private-entry.ts';

/** Bytes of entries that are done with, from which on the file is written anew. */
const WASTE_LIMIT = 1024 * 1024;
/** Blocks after which an endorsed transaction that never came is forgotten (peer.gossip.pvtData.transientstoreMaxBlockRetention). */
const RETENTION = 1_000;

interface Waiting {
  readonly sets: readonly PrivateSet[];
  readonly bytes: Buffer;
  /** Height of the chain when it came, or was read again. */
  readonly height: number;
}

/**
 * Private values of transactions that were endorsed and may still be committed (core/transientstore). They outlive the
 * process, so that an envelope sent again after a crash still finds its values.
 */
export class TransientStore {
  readonly #waiting = new Map<string, Waiting>();
  #live = 0;
  #height = 0;
  #log: FrameLog | undefined;

  static async open(path: string, height: number, warn: (line: string) => void): Promise<TransientStore> {
    const store = new TransientStore();
    store.#height = height;
    const visit = (bytes: Buffer) => {
      const { name, sets } = decodeEntry(bytes);
      store.#keep(name, { sets, bytes, height });
    };
    store.#log = await FrameLog.open(path, visit, warn);
    return store;
  }

  get(transactionId: string): readonly PrivateSet[] {
    return this.#waiting.get(transactionId)?.sets ?? [];
  }

  /** Kept when this resolves. */
  async put(transactionId: string, sets: readonly PrivateSet[]): Promise<void> {
    const bytes = encodeEntry({ name: transactionId, sets });
    this.#keep(transactionId, { sets, bytes, height: this.#height });
    await this.#log?.append([bytes], false);
  }

  /**
   * Forgets transactions that are in a block, and those that have waited too long at this height of the chain;
   * `thorough` also takes their values off the disk.
   */
  async remove(transactionIds: Iterable<string>, height: number, thorough = false): Promise<void> {
    this.#height = height;
    let removed = false;
    for (const id of transactionIds) removed = this.#drop(id) || removed;
    for (const [id, waiting] of this.#waiting) {
      if (waiting.height + RETENTION > height) break; // the oldest come first
      removed = this.#drop(id) || removed;
    }
    if (!this.#log || this.#log.size === 0) return;
    const waste = this.#log.size - this.#live;
    if (thorough || waste > this.#live + WASTE_LIMIT || (removed && this.#waiting.size === 0))
      await this.#log.replace([...this.#waiting.values()].map(({ bytes }) => bytes));
  }

  async close(): Promise<void> {
    await this.#log?.close();
  }

  #keep(id: string, waiting: Waiting): void {
    this.#drop(id);
    this.#waiting.set(id, waiting);
    this.#live += waiting.bytes.length;
  }

  #drop(id: string): boolean {
    this.#live -= this.#waiting.get(id)?.bytes.length ?? 0;
    return this.#waiting.delete(id);
  }
}
