/** Limits of a block, as the channel's configuration states them (orderer.BatchSize). */
export interface BatchSize {
  readonly maxMessageCount: number;
  readonly absoluteMaxBytes: number;
  readonly preferredMaxBytes: number;
}

/**
 * Gathers envelopes into blocks by count and bytes (orderer/common/blockcutter). A message larger than what is
 * preferred gets a block of its own; the time limit is the orderer's, which calls {@link cut}.
 */
export class BlockCutter {
  readonly #size: BatchSize;
  #pending: Uint8Array[] = [];
  #bytes = 0;

  constructor(size: BatchSize) {
    this.#size = size;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /** Adds a message; returns the blocks that are full by it. */
  ordered(message: Uint8Array): Uint8Array[][] {
    const batches: Uint8Array[][] = [];
    if (message.length > this.#size.preferredMaxBytes) {
      if (this.#pending.length > 0) batches.push(this.cut());
      return [...batches, [message]];
    }
    if (this.#bytes + message.length > this.#size.preferredMaxBytes && this.#pending.length > 0)
      batches.push(this.cut());
    this.#pending.push(message);
    this.#bytes += message.length;
    if (this.#pending.length >= this.#size.maxMessageCount) batches.push(this.cut());
    return batches;
  }

  /** Ends the block that is being gathered. */
  cut(): Uint8Array[] {
    const batch = this.#pending;
    this.#pending = [];
    this.#bytes = 0;
    return batch;
  }
}
