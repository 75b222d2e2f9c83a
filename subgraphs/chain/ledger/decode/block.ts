import type { LedgerBlock } from '../block.ts';
import { LedgerError } from '../error.ts';
import type { VerifiedBlock } from '../verify/block.ts';
import { decodeTransaction } from './transaction.ts';

/** A verified block in the form that readers keep. Throws {@link LedgerError} `UNTRUSTED` where orderers signed no envelopes. */
export const decodeBlock = (block: VerifiedBlock, channel: string): LedgerBlock => ({
  channel,
  number: block.header.number,
  hash: block.hash,
  previousHash: block.header.previousHash,
  dataHash: block.header.dataHash,
  signers: block.signers,
  transactions: block.envelopes.map((bytes, index) => {
    try {
      return decodeTransaction(bytes, index, block.filter[index] ?? 255);
    } catch (cause) {
      const place = `block ${block.header.number}: transaction ${index}`;
      throw new LedgerError('UNTRUSTED', `${place} cannot be read`, { cause });
    }
  }),
});
