import type { Command } from '../command/command.ts';
import { toBase64url } from '../text/base64.ts';
import { utf8 } from '../text/utf8.ts';
import { type PublicKey, publicKey } from './public-key.ts';
import { argumentHash, STATEMENT_LIFETIME, type Statement, statementText } from './statement.ts';

/** The ledger that a statement is for. */
export interface LedgerPlace {
  /** Header hash of the ledger's block 0, hex; its profile and its trust file tell it. */
  readonly genesis: string;
  readonly channel: string;
}

/** What makes a statement out of a call. */
export interface Signing extends LedgerPlace {
  /** Thumbprint of the signing key. */
  readonly key: string;
  /** Larger than the key's last; `registry:key` tells it. */
  readonly sequence: number;
  /** Seconds since 1970. */
  readonly now: number;
  /** Seconds; an hour at most, which is the default. */
  readonly lifetime?: number;
}

/** The statement that stands for one call of a command. */
export function statementFor(
  { contract, function: name }: Pick<Command<unknown>, 'contract' | 'function'>,
  argument: string,
  { genesis, channel, key, sequence, now, lifetime = STATEMENT_LIFETIME }: Signing,
): Statement {
  return {
    v: 1,
    genesis,
    channel,
    chaincode: 'caretrail',
    contract,
    function: name,
    argsHash: argumentHash(argument),
    key,
    sequence,
    iat: now,
    exp: now + lifetime,
  };
}

/** Whether a statement is about this very call, wherever it is made. */
export const isAbout = (
  statement: Statement,
  { contract, function: name }: Pick<Command<unknown>, 'contract' | 'function'>,
  argument: string,
): boolean =>
  statement.contract === contract &&
  statement.function === name &&
  statement.argsHash === argumentHash(argument);

const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * Signs a statement with a private P-256 key of WebCrypto, which may well be one that cannot be taken out of the
 * browser. Answers the JWS in compact serialization.
 */
export async function signStatement(statement: Statement, privateKey: CryptoKey): Promise<string> {
  const text = statementText(statement);
  const signature = await globalThis.crypto.subtle.sign(ES256, privateKey, utf8(text));
  return `${text}.${toBase64url(new Uint8Array(signature))}`;
}

/** The public part of a P-256 key of WebCrypto, as the registry takes it. */
export async function publicKeyOf(key: CryptoKey): Promise<PublicKey> {
  const { x = '', y = '' } = await globalThis.crypto.subtle.exportKey('jwk', key);
  return publicKey({ crv: 'P-256', kty: 'EC', x, y });
}
