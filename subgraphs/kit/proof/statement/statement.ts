import { sha256 } from '#sha256';
import { bytes32 } from '../command/readers.ts';
import { ensure, refusedAs } from '../refused.ts';
import { fromBase64url, toBase64url } from '../text/base64.ts';
import { hashText, toHex } from '../text/hex.ts';
import { jcs } from '../text/jcs.ts';
import { parseJson } from '../text/json.ts';
import { integer, members, string } from '../text/shape.ts';
import { utf8 } from '../text/utf8.ts';

/**
 * What the holder of a registered key signs: one call, at one place, once. Ledger, channel, chaincode and contract are its
 * audience; the sequence keeps it from being brought again.
 */
export type Statement = Readonly<{
  v: 1;
  /** Header hash of the ledger's block 0, hex: no other network, and no ledger made anew, takes it. */
  genesis: string;
  channel: string;
  chaincode: 'caretrail';
  contract: string;
  function: string;
  /** SHA-256 of the call's argument, hex. */
  argsHash: string;
  /** Thumbprint of the signing key (RFC 7638). */
  key: string;
  /** Larger than in every statement of this key that the ledger has taken. */
  sequence: number;
  /** Seconds since 1970: signed at, and not to be taken by a hub after. */
  iat: number;
  exp: number;
}>;

/** A statement with its signature, as it was read from a JWS; nothing is verified yet. */
export interface SignedStatement {
  readonly statement: Statement;
  /** `header.payload`: what is signed. */
  readonly signed: string;
  /** r and s, 64 bytes. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Seconds that a statement may be valid for. */
export const STATEMENT_LIFETIME = 3600;

/**
 * How far a sequence may be ahead of the last one. Without a limit one statement with the largest number would silence a
 * key for ever: it could neither revoke nor object nor give way.
 */
export const SEQUENCE_LEAP = 1_000_000;

/** Characters of a JWS: a statement has no room for more. */
const JWS_LENGTH = 2048;
const SIGNATURE_BYTES = 64;

export const argumentHash = (argument: string): string => toHex(sha256(utf8(argument)));

/** The only header: ES256, and the key by its thumbprint. No `crit`, no embedded key, no other `alg` (RFC 8725, 3.1). */
const headerOf = (key: string): Uint8Array => jcs({ alg: 'ES256', kid: key });

/** `header.payload` of the JWS in compact serialization (RFC 7515, 3.1). */
export const statementText = (statement: Statement): string =>
  `${toBase64url(headerOf(statement.key))}.${toBase64url(jcs(statement))}`;

/**
 * Reads a JWS in compact serialization. Its text is made again from what was read, so nothing else can be in it: no
 * other header, member, order or encoding. Refused: `ARGUMENTS`.
 */
export function readStatement(jws: string): SignedStatement {
  return refusedAs('ARGUMENTS', () => {
    ensure(jws.length <= JWS_LENGTH, 'TOO_LARGE', 'no statement is this long');
    const [, payload = '', signature = ''] = jws.split('.');
    const statement = statementOf(fromBase64url(payload));
    const signed = statementText(statement);
    ensure(jws === `${signed}.${signature}`, 'BAD_SHAPE', 'no statement in its one encoding');
    const bytes = fromBase64url(signature);
    ensure(bytes.length === SIGNATURE_BYTES, 'BAD_SHAPE', 'want a signature of 64 bytes');
    return { statement, signed, signature: bytes };
  });
}

function statementOf(payload: Uint8Array): Statement {
  const read = members(parseJson(payload, { depth: 1 }), [
    ...(['v', 'genesis', 'channel', 'chaincode', 'contract', 'function', 'argsHash', 'key'] as const),
    ...(['sequence', 'iat', 'exp'] as const),
  ]);
  ensure(read.v === 1, 'UNKNOWN_FORMAT');
  ensure(read.chaincode === 'caretrail', 'BAD_SHAPE', 'meant for another chaincode');
  const iat = integer(read.iat, 0, Number.MAX_SAFE_INTEGER - STATEMENT_LIFETIME);
  return {
    v: 1,
    genesis: hashText(read.genesis),
    channel: string(read.channel),
    chaincode: 'caretrail',
    contract: string(read.contract),
    function: string(read.function),
    argsHash: hashText(read.argsHash),
    key: bytes32(read.key),
    sequence: integer(read.sequence, 1, Number.MAX_SAFE_INTEGER),
    iat,
    exp: integer(read.exp, iat + 1, iat + STATEMENT_LIFETIME),
  };
}
