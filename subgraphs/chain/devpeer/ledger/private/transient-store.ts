import { FrameLog } from '../blocks/frame-log.ts';
import type { PrivateSet } from '../rwset/private-set.ts';
import { decodeEntry, encodeEntry } from './private-entry.ts';

/** Bytes of entries that are done with, from which on the file is written anew. */
const WASTE_LIMIT = 1024 * 1024;

/**
 * Private values of transactions that were endorsed and may still be committed (core/transientstore). They outlive the
 * process, so that an envelope sent again after a crash still finds its values.
 */
export class TransientStore {
  readonly #sets = new Map<string, readonly PrivateSet[]>();
  #log: FrameLog | undefined;

  static async open(path: string, warn: (line: string) => void): Promise<TransientStore> {
    const store = new TransientStore();
    store.#log = await FrameLog.open(
      path,
      (payload) => {
        const { name, sets } = decodeEntry(payload);
        store.#sets.set(name, sets);
      },
      warn,
    );
    return store;
  }

  get(transactionId: string): readonly PrivateSet[] {
    return this.#sets.get(transactionId) ?? [];
  }

  /** Kept when this resolves. */
  async put(transactionId: string, sets: readonly PrivateSet[]): Promise<void> {
    this.#sets.set(transactionId, sets);
    await this.#log?.append([encodeEntry({ name: transactionId, sets })], false);
  }

  /** Forgets transactions that are in a block. */
  async remove(transactionIds: Iterable<string>): Promise<void> {
    let removed = false;
    for (const id of transactionIds) removed = this.#sets.delete(id) || removed;
    if (!removed || !this.#log || (this.#sets.size > 0 && this.#log.size < WASTE_LIMIT)) return;
    await this.#log.replace([...this.#sets].map(([name, sets]) => encodeEntry({ name, sets })));
  }

  async close(): Promise<void> {
    await this.#log?.close();
  }
}
