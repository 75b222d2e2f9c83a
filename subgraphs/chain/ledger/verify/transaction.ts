import { isSignedBy } from '../../membership/index.ts';
import type { FabricEnvelope } from '../fabric/envelope.ts';
import { sameBytes, sha256 } from '../fabric/hash.ts';
import type { FabricTransaction } from '../fabric/transaction.ts';
import type { ChannelMembers } from './channel-members.ts';

/** What of an endorser transaction does not hold, in Fabric's order of checks; empty when all of it does. */
export type TransactionProblem =
  | 'transaction id'
  | 'creator'
  | 'creator signature'
  | 'action header'
  | 'proposal hash'
  | 'endorser'
  | 'endorsement signature';

/** The id binds nonce and creator, so no one can take another's. */
export const transactionIdOf = (nonce: Uint8Array, creator: Uint8Array): string =>
  sha256(nonce, creator).toString('hex');

/** The proposal's headers and its payload without transient data; peers sign this hash, not the proposal. */
export const proposalHashOf = (
  header: { readonly channelHeader: Uint8Array; readonly signatureHeader: Uint8Array },
  proposalPayload: Uint8Array,
): Buffer => sha256(header.channelHeader, header.signatureHeader, proposalPayload);

/** Checks ids, hashes, certificates (at the time the transaction claims) and signatures of an endorser transaction. */
export function transactionProblems(
  envelope: FabricEnvelope,
  transaction: FabricTransaction,
  members: ChannelMembers,
): TransactionProblem[] {
  const problems: TransactionProblem[] = [];
  const { header } = envelope;
  if (transactionIdOf(header.nonce, header.creator) !== header.transactionId) problems.push('transaction id');
  const creator = members.identify(header.creator, header.time);
  if (!creator) problems.push('creator');
  else if (!isSignedBy(envelope.payload, envelope.signature, creator.certificate.publicKey))
    problems.push('creator signature');
  if (!sameBytes(transaction.actionHeader, header.signatureHeader)) problems.push('action header');
  if (!sameBytes(proposalHashOf(header, transaction.proposalPayload), transaction.answer.proposalHash))
    problems.push('proposal hash');
  for (const endorsement of transaction.endorsements) {
    const endorser = members.identify(endorsement.endorser, header.time);
    const message = Buffer.concat([transaction.responsePayload, endorsement.endorser]);
    if (!endorser) problems.push('endorser');
    else if (!isSignedBy(message, endorsement.signature, endorser.certificate.publicKey))
      problems.push('endorsement signature');
  }
  return problems;
}
