import { openEnvelope } from '@caretrail/chain/ledger/fabric';
import type { BlockRecord } from './blocks/block-record.ts';
import { type ValidationCode, validationCode } from './validation/validation-code.ts';

/** A transaction's place and fate. The first one with an id counts. */
export interface TransactionPlace {
  readonly block: number;
  readonly index: number;
  readonly code: ValidationCode;
}

/** Where the transactions of the chain are. */
export class TransactionIndex {
  readonly #places = new Map<string, TransactionPlace>();

  add(record: BlockRecord, codes: Uint8Array): void {
    for (const [index, bytes] of record.envelopes.entries()) {
      const id = openEnvelope(bytes).header.transactionId;
      if (!this.#places.has(id))
        this.#places.set(id, { block: record.number, index, code: validationCode(codes[index]) });
    }
  }

  place(transactionId: string): TransactionPlace | null {
    return this.#places.get(transactionId) ?? null;
  }

  ids(): Iterable<string> {
    return this.#places.keys();
  }
}
