import type { LedgerBlock } from '../block.ts';
import type { VerifiedBlock } from '../verify/block.ts';
import { decodeTransaction } from './transaction.ts';

/** A verified block in the form that readers keep. */
export const decodeBlock = (block: VerifiedBlock, channel: string): LedgerBlock => ({
  channel,
  number: block.header.number,
  hash: block.hash,
  previousHash: block.header.previousHash,
  dataHash: block.header.dataHash,
  signers: block.signers,
  transactions: block.envelopes.map((bytes, index) =>
    decodeTransaction(bytes, index, block.filter[index] ?? 255),
  ),
});
