import { hash } from '../hash/hash.ts';
import { ensure, type Reason, refusedAs } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import { isExactly } from './chaincode-id.ts';
import { chaincodeHeaderExtension, channelHeader, signatureHeader } from './messages.ts';

/** The two headers of a transaction or of a question to a peer, as bytes. */
export interface HeaderBytes {
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
}

/** What a header must say. */
export interface HeaderWanted {
  readonly channel: string;
  readonly chaincode: string;
  /** What to refuse with if the bytes do not decode. */
  readonly malformed: Reason;
}

/** What a header says. */
export interface Header {
  readonly transaction: string;
  readonly creator: Uint8Array;
  /** Seconds since 1970, as the creator claims. */
  readonly at: number;
}

/** common.HeaderType ENDORSER_TRANSACTION. */
const ENDORSER_TRANSACTION = 3n;
const LATEST_TIME = 1n << 40n;

/** Checks the headers of a message. Refused: `malformed`, then `HEADER CHANNEL CHAINCODE TX_ID`. */
export function checkHeader(bytes: HeaderBytes, { channel, chaincode, malformed }: HeaderWanted): Header {
  const { stated, signer, asked } = refusedAs(malformed, () => decode(bytes));
  const { seconds } = stated.timestamp;
  ensure(stated.type === ENDORSER_TRANSACTION, 'HEADER', `type ${stated.type}`);
  ensure(stated.version === 0n && stated.epoch === 0n, 'HEADER', 'version and epoch are not 0');
  ensure(seconds > 0n && seconds < LATEST_TIME, 'HEADER', `time ${seconds}`);
  ensure(stated.channel === channel, 'CHANNEL', stated.channel);
  ensure(isExactly(asked, chaincode), 'CHAINCODE', `the header names ${asked.name}`);
  // The id binds creator and nonce, so that one's transaction cannot be passed off under another's id.
  const id = toHex(hash(signer.nonce, signer.creator));
  ensure(signer.nonce.length > 0 && stated.transaction === id, 'TX_ID');
  return { transaction: id, creator: signer.creator, at: Number(seconds) };
}

function decode(bytes: HeaderBytes) {
  const stated = channelHeader(bytes.channelHeader);
  return {
    stated,
    signer: signatureHeader(bytes.signatureHeader),
    asked: chaincodeHeaderExtension(stated.extension).chaincode,
  };
}
