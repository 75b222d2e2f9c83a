import type { Gateway } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import type { TransactionStatus } from '../ledger.ts';
import { within } from './deadlines.ts';
import { ledgerError } from './errors.ts';
import { statusOfCode } from './status-of-code.ts';

/** Fabric's words for an id that no block of the peer has (core/scc/qscc/query.go). */
const IN_NO_BLOCK = /no such transaction ID/;

/** Asks the gateway's peer for a transaction by its id, within so many milliseconds. */
export async function lookUpTransaction(
  gateway: Gateway,
  channel: string,
  transactionId: string,
  milliseconds: number,
): Promise<TransactionStatus> {
  try {
    const proposal = gateway
      .getNetwork(channel)
      .getContract('qscc')
      .newProposal('GetTransactionByID', { arguments: [channel, transactionId] });
    const answer = await proposal.evaluate(within(milliseconds));
    return statusOfCode(peer.ProcessedTransaction.deserializeBinary(answer).getValidationcode());
  } catch (error) {
    const failure = ledgerError(error);
    if (failure.code === 'REFUSED' && IN_NO_BLOCK.test(failure.message)) return { state: 'UNKNOWN' };
    throw failure;
  }
}
