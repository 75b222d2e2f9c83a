import { randomBytes } from 'node:crypto';
import { concatenate } from '../bytes/bytes.ts';
import type { Receipt } from '../fabric/receipt.ts';
import { hash } from '../hash/hash.ts';
import { toHex } from '../text/hex.ts';
import { wire } from './wire.ts';

/** Somebody who signs messages of Fabric. */
export interface Signer {
  /** SerializedIdentity. */
  readonly identity: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** One call of a chaincode. */
export interface Call {
  readonly channel: string;
  readonly chaincode: string;
  readonly arguments: readonly Uint8Array[];
  /** Seconds since 1970. */
  readonly at: number;
}

const ENDORSER_TRANSACTION = 3;
const NODE_CHAINCODE = 3;
const OK = 200;

/** A proposal as its creator would send it: headers, call, and the id they give. */
function proposalOf({ channel, chaincode, arguments: callArguments, at }: Call, creator: Signer) {
  const nonce = randomBytes(24);
  const transaction = toHex(hash(nonce, creator.identity));
  const channelHeader = wire(
    [1, ENDORSER_TRANSACTION],
    [3, wire([1, at], [2, 1])],
    [4, channel],
    [5, transaction],
    [7, wire([2, wire([2, chaincode])])],
  );
  const signatureHeader = wire([1, creator.identity], [2, nonce]);
  const input = wire([1, callArguments]);
  const spec = wire([1, NODE_CHAINCODE], [2, wire([2, chaincode])], [3, input]);
  const payload = wire([1, wire([1, spec])]);
  return {
    channelHeader,
    signatureHeader,
    payload,
    transaction,
    header: wire([1, channelHeader], [2, signatureHeader]),
  };
}

/** What a chaincode answered to a proposal, as all endorsers sign it. */
function answerTo(proposal: ReturnType<typeof proposalOf>, action: Uint8Array): Uint8Array {
  const { channelHeader, signatureHeader, payload } = proposal;
  return wire([1, hash(channelHeader, signatureHeader, payload)], [2, action]);
}

/** An endorsed transaction: its envelope, and its id. */
export function transactionOf(call: Call, creator: Signer, endorsers: readonly Signer[]) {
  const proposal = proposalOf(call, creator);
  const action = wire(
    [1, wire([2, 'write set'])],
    [3, wire([1, OK])],
    [4, wire([2, call.chaincode], [3, '1'])],
  );
  const answer = answerTo(proposal, action);
  const endorsements = endorsers.map(({ identity, sign }) =>
    wire([1, identity], [2, sign(concatenate(answer, identity))]),
  );
  const endorsed = wire([1, proposal.payload], [2, wire([1, answer], [2, endorsements])]);
  const data = wire([1, [wire([1, proposal.signatureHeader], [2, endorsed])]]);
  const payload = wire([1, proposal.header], [2, data]);
  return { transaction: proposal.transaction, envelope: wire([1, payload], [2, creator.sign(payload)]) };
}

/** A peer's receipt for a transaction, as `qscc` gives it to whoever asks. */
export function receiptOf(
  { transaction, envelope }: { readonly transaction: string; readonly envelope: Uint8Array },
  { channel, at, asker, peer }: { channel: string; at: number; asker: Signer; peer: Signer },
): Receipt {
  const names = ['GetTransactionByID', channel, transaction].map((name) => new TextEncoder().encode(name));
  const proposal = proposalOf({ channel, at, chaincode: 'qscc', arguments: names }, asker);
  const response = wire([1, OK], [3, wire([1, envelope])]);
  const action = wire([3, response], [4, wire([2, 'qscc'], [3, 'syscc'])]);
  const payload = answerTo(proposal, action);
  return {
    proposal: wire([1, proposal.header], [2, proposal.payload]),
    payload,
    endorser: peer.identity,
    signature: peer.sign(concatenate(payload, peer.identity)),
  };
}
