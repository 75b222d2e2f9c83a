import { concatenate, equal } from '../bytes/bytes.ts';
import { isSignedBy } from '../certificate/signature.ts';
import { ensure, refusedAs } from '../refused.ts';
import { utf8 } from '../text/utf8.ts';
import type { Trust } from '../trust/trust.ts';
import { isExactly } from './chaincode-id.ts';
import { checkHeader } from './header.ts';
import { identify } from './identity.ts';
import { proposalHash, readInvocation } from './invocation.ts';
import { chaincodeAction, processedTransaction, proposal, proposalResponsePayload } from './messages.ts';

/** A peer's signed answer to the question what became of a transaction. */
export interface Receipt {
  /** Fabric Proposal: the question to `qscc`. */
  readonly proposal: Uint8Array;
  /** ProposalResponse.payload: the answer. */
  readonly payload: Uint8Array;
  /** SerializedIdentity of the peer. */
  readonly endorser: Uint8Array;
  /** The peer's signature over payload and endorser. */
  readonly signature: Uint8Array;
}

const SYSTEM_CHAINCODE = 'qscc';
const SYSTEM_VERSION = 'syscc';
const FUNCTION = 'GetTransactionByID';
const OK = 200n;
const VALID = 0n;

/** The answer in a receipt. Refused: `BAD_SHAPE`. */
export function readAnswer(payload: Uint8Array) {
  const { proposalHash, extension } = proposalResponsePayload(payload);
  const action = chaincodeAction(extension);
  return { proposalHash, action, processed: processedTransaction(action.response.payload) };
}

/**
 * Checks that a receipt is a peer's signed word that this transaction is VALID on the channel (docs/proof-format.md,
 * step `organizations`, checks 1 to 9). Who asked is not checked: the answer is about a fixed transaction.
 * Returns the peer's MSP.
 */
export async function checkReceipt(receipt: Receipt, transaction: string, trust: Trust): Promise<string> {
  const { asked, question, answer } = refusedAs('PROPOSAL_MALFORMED', () => decode(receipt));
  const header = checkHeader(asked.header, {
    channel: trust.channel,
    chaincode: SYSTEM_CHAINCODE,
    malformed: 'PROPOSAL_MALFORMED',
  });
  ensure(isExactly(question.chaincode, SYSTEM_CHAINCODE), 'CHAINCODE', `asked ${question.chaincode.name}`);
  const wanted = [FUNCTION, trust.channel, transaction];
  ensure(isQuestion(question.arguments, wanted), 'QUESTION', `want ${wanted.join(' ')}`);
  ensure(equal(answer.proposalHash, proposalHash(asked.header, asked.payload)), 'PROPOSAL_HASH');
  checkAnswer(answer.action);
  const { validationCode } = answer.processed;
  ensure(validationCode === VALID, 'NOT_VALID', `validation code ${validationCode}`);

  const peer = await identify(
    receipt.endorser,
    { roles: ['peer'], at: header.at, code: 'CERTIFICATE' },
    trust,
  );
  ensure(trust.receipts.msps.includes(peer.msp), 'CERTIFICATE', `receipts of ${peer.msp} do not count`);
  const signed = concatenate(receipt.payload, receipt.endorser);
  ensure(await isSignedBy(peer.certificate, receipt.signature, signed), 'SIGNATURE', peer.msp);
  return peer.msp;
}

function decode(receipt: Receipt) {
  const asked = proposal(receipt.proposal);
  return { asked, question: readInvocation(asked.payload), answer: readAnswer(receipt.payload) };
}

function isQuestion(found: readonly Uint8Array[], wanted: readonly string[]): boolean {
  return (
    found.length === wanted.length && wanted.every((text, at) => equal(found[at] ?? NOTHING, utf8(text)))
  );
}

const NOTHING = new Uint8Array();

/** The system chaincode answers with a payload and nothing else: a write set or an event would be another's. */
function checkAnswer({ chaincode, results, events, response }: ReturnType<typeof chaincodeAction>): void {
  const isSystem =
    chaincode.name === SYSTEM_CHAINCODE && chaincode.version === SYSTEM_VERSION && chaincode.path === '';
  ensure(isSystem, 'ANSWER', `${chaincode.name} ${chaincode.version} answered`);
  ensure(results.length === 0 && events.length === 0, 'ANSWER', 'the answer has results or events');
  ensure(response.status === OK && response.message === '', 'ANSWER', `status ${response.status}`);
}
