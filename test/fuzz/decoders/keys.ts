import { generateKeyPairSync, sign } from 'node:crypto';
import { KeysUnavailable, remoteKeys } from '@caretrail/kit/keys';
import { errors, jwtVerify } from 'jose';
import type { Decoder } from '../decoder.ts';

/** The JWK Set of an issuer or of hubs, and a token that is checked with it. */
export function open(): Decoder {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encoded({ alg: 'ES256', kid: 'k' })}.${encoded({ sub: 'someone' })}`;
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256', use: 'sig' };
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  return {
    shape: 'json',
    seeds: [{ keys: [jwk] }, { keys: [{ ...rsa, kid: 'r' }, jwk] }].map((set) =>
      Buffer.from(JSON.stringify(set)),
    ),
    refuses: (error) => error instanceof KeysUnavailable || error instanceof errors.JOSEError,
    async decode(input) {
      const address = new URL(`data:application/json;base64,${Buffer.from(input).toString('base64')}`);
      await jwtVerify(`${text}.${signature.toString('base64url')}`, remoteKeys(address));
    },
  };
}
