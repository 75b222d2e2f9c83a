import { common, peer } from '@hyperledger/fabric-protos';
import { isSignedBy } from '../../membership/index.ts';
import { LedgerError } from '../error.ts';
import { openHeader } from '../fabric/envelope.ts';
import { sameBytes } from '../fabric/hash.ts';
import { type FabricAnswer, openAnswer } from '../fabric/transaction.ts';
import type { Receipt } from '../ledger.ts';
import type { ChannelMembers } from './channel-members.ts';
import { proposalHashOf } from './transaction.ts';

/**
 * Checks that a peer of the receipt's MSP signed this answer to this question of a system chaincode, and returns the
 * answer. Whether the answer is the hoped-for one is for the caller to see. Throws {@link LedgerError} `UNTRUSTED`.
 */
export function verifyReceipt(receipt: Receipt, members: ChannelMembers): FabricAnswer {
  const refuse = (reason: string, cause?: unknown) =>
    new LedgerError('UNTRUSTED', `receipt of ${receipt.msp}: ${reason}`, { cause });
  const open = <Part>(read: () => Part): Part => {
    try {
      return read();
    } catch (error) {
      throw refuse('cannot be read', error);
    }
  };
  const proposal = open(() => peer.Proposal.deserializeBinary(receipt.proposal));
  const header = open(() => openHeader(common.Header.deserializeBinary(proposal.getHeader_asU8())));
  const endorser = members.identify(receipt.endorser, header.time);
  if (!endorser || endorser.msp !== receipt.msp || endorser.certificate.role !== 'peer')
    throw refuse('not signed by one of its peers');
  const message = Buffer.concat([receipt.payload, receipt.endorser]);
  if (!isSignedBy(message, receipt.signature, endorser.certificate.publicKey))
    throw refuse('signature does not fit');
  const answer = open(() => openAnswer(receipt.payload));
  if (!sameBytes(proposalHashOf(header, proposal.getPayload_asU8()), answer.proposalHash))
    throw refuse('answers another question');
  if (answer.chaincodeVersion !== 'syscc' || answer.results.length > 0)
    throw refuse('not the answer of a system chaincode');
  return answer;
}
