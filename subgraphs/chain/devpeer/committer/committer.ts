import { peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { BlockUpdates } from '../ledger/validation/block-updates.ts';
import { readConflict } from '../ledger/validation/mvcc.ts';
import type { OrderedBlock } from '../orderer/block-writer.ts';
import { KeyPolicies } from './key-policies.ts';
import { type Validated, validateTransaction } from './validate-transaction.ts';

/**
 * Gives every transaction of an ordered block its validation code and commits the block: each transaction by itself
 * first, then doubles of valid ones, then, in block order, what was read: the first one wins.
 */
export async function commitBlock(block: OrderedBlock, ledger: ChannelLedger): Promise<void> {
  const codes = validationCodes(block, ledger).map((code) => peer.TxValidationCode[code]);
  await ledger.commit({ ...block, codes: Uint8Array.from(codes) });
}

/** The names of the codes, one an envelope; nothing is changed. */
export function validationCodes(
  block: Pick<OrderedBlock, 'number' | 'envelopes'>,
  ledger: ChannelLedger,
): Validated['code'][] {
  const keyPolicies = new KeyPolicies(ledger.state);
  const updates = new BlockUpdates(ledger.state);
  const seen = new Set<string>();
  const judged = block.envelopes.map((bytes) => {
    const validated = validateTransaction(bytes, ledger, keyPolicies);
    if (validated.code !== 'VALID') return validated;
    if (seen.has(validated.id)) return { ...validated, code: 'DUPLICATE_TXID' as const };
    seen.add(validated.id);
    keyPolicies.add(validated.sets);
    return validated;
  });
  return judged.map(({ code, sets }, transaction) => {
    const final = code === 'VALID' ? (readConflict(sets, updates) ?? 'VALID') : code;
    if (final === 'VALID') updates.add(sets, { block: block.number, transaction });
    return final;
  });
}
