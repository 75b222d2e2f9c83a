import { peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { BlockUpdates } from '../ledger/mvcc.ts';
import type { OrderedBlock } from '../orderer/block-writer.ts';
import { type Validated, validateTransaction } from './validate-transaction.ts';

/**
 * Gives every transaction of an ordered block its validation code and commits the block. Each transaction is judged by
 * itself first; then, in block order, doubles and what it read: the first one wins.
 */
export async function commitBlock(block: OrderedBlock, ledger: ChannelLedger): Promise<void> {
  const updates = new BlockUpdates(ledger.state);
  const seen = new Set<string>();
  const codes = block.envelopes.map((bytes, index) => {
    const validated = validateTransaction(bytes, ledger);
    const code = seen.has(validated.id) ? 'DUPLICATE_TXID' : codeInBlock(validated, updates);
    seen.add(validated.id);
    if (code === 'VALID') updates.add(validated.sets, { block: block.number, transaction: index });
    return peer.TxValidationCode[code];
  });
  await ledger.commit({ ...block, codes: Uint8Array.from(codes), updates: updates.all() });
}

const codeInBlock = ({ code, sets }: Validated, updates: BlockUpdates) =>
  code === 'VALID' ? (updates.conflict(sets) ?? 'VALID') : code;
