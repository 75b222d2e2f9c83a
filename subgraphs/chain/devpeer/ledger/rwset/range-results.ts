import { sameBytes, sha256 } from '@caretrail/chain/ledger/fabric';
import { ledger } from '@hyperledger/fabric-protos';
import { readMessage } from './encode.ts';
import type { MerkleSummary, Read } from './read-write-set.ts';

/** Fabric hashes the results of a range query beyond this many (query_executor.go). */
export const MAX_DEGREE = 50;

const LEAVES = 1;

/**
 * Collects what a range query returns: a short list as it is, a long one as hashes of hashes, level over level, of
 * which only the topmost is kept (rwsetutil/query_results_helper.go). Simulation and validation build the same.
 */
export class RangeResults {
  readonly #maxDegree: number;
  readonly #levels = new Map<number, Uint8Array[]>();
  #pending: Read[] = [];
  #maxLevel = LEAVES;

  constructor(maxDegree: number) {
    this.#maxDegree = maxDegree;
  }

  add(read: Read): void {
    this.#pending.push(read);
    if (this.#pending.length > this.#maxDegree) this.#hashPending();
  }

  /** Ends the collection; nothing may be added after it. */
  done(): readonly Read[] | MerkleSummary {
    if (this.#maxLevel === LEAVES && this.#at(LEAVES).length === 0) return this.#pending;
    if (this.#pending.length > 0) this.#hashPending();
    this.#complete();
    return {
      maxDegree: this.#maxDegree,
      maxLevel: this.#maxLevel,
      maxLevelHashes: this.#at(this.#maxLevel),
    };
  }

  #at(level: number): Uint8Array[] {
    return this.#levels.get(level) ?? [];
  }

  #push(level: number, hash: Uint8Array): void {
    this.#levels.set(level, [...this.#at(level), hash]);
  }

  #hashPending(): void {
    const reads = new ledger.rwset.kvrwset.QueryReads();
    reads.setKvReadsList(this.#pending.map(readMessage));
    this.#pending = [];
    this.#push(LEAVES, sha256(reads.serializeBinary()));
    for (let level = LEAVES; this.#at(level).length > this.#maxDegree; level += 1) {
      this.#push(level + 1, sha256(...this.#at(level)));
      this.#levels.delete(level);
      this.#maxLevel = Math.max(this.#maxLevel, level + 1);
    }
  }

  /** Lifts what is left on lower levels to the topmost one. */
  #complete(): void {
    for (let level = LEAVES; level < this.#maxLevel; level += 1) {
      const hashes = this.#at(level);
      const [first] = hashes;
      if (!first) continue;
      this.#push(level + 1, hashes.length === 1 ? first : sha256(...hashes));
      this.#levels.delete(level);
    }
    const top = this.#at(this.#maxLevel);
    if (top.length <= this.#maxDegree) return;
    this.#levels.delete(this.#maxLevel);
    this.#maxLevel += 1;
    this.#push(this.#maxLevel, sha256(...top));
  }
}

export const sameSummary = (a: MerkleSummary, b: MerkleSummary): boolean =>
  a.maxDegree === b.maxDegree &&
  a.maxLevel === b.maxLevel &&
  a.maxLevelHashes.length === b.maxLevelHashes.length &&
  a.maxLevelHashes.every((hash, index) => sameBytes(hash, b.maxLevelHashes[index] ?? new Uint8Array()));
