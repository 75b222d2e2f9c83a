import { createPrivateKey, type JsonWebKey, randomUUID, sign } from 'node:crypto';
import { z } from 'zod';
import {
  audienceOf,
  type CallerContext,
  CONTEXT_LIFETIME,
  CONTEXT_TYPE,
  digestOf,
} from './signed-context.ts';

const privateJwk = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1),
  d: z.string(),
  x: z.string(),
});

/** Makes the context of one fetch; `body` is the request's, to the byte. */
export type SignContext = (subgraph: string, body: string, context: CallerContext) => string;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * The hub's signer, from a private JWK (OKP, Ed25519, with its `kid`). Signs in this thread: an Ed25519 signature takes
 * less than a way to another thread and back, and there is one for every fetch.
 */
export function contextSigner(jwk: unknown, clock: () => number = Date.now): SignContext {
  const found = privateJwk.parse(jwk);
  const key = createPrivateKey({ key: found as JsonWebKey, format: 'jwk' });
  const header = encoded({ alg: 'EdDSA', typ: CONTEXT_TYPE, kid: found.kid });
  return (subgraph, body, { caller, schema }) => {
    const now = Math.floor(clock() / 1000);
    const payload = encoded({
      aud: audienceOf(subgraph),
      jti: randomUUID(),
      iat: now,
      exp: now + CONTEXT_LIFETIME,
      body: digestOf(body),
      schema,
      caller,
    });
    const signature = sign(null, Buffer.from(`${header}.${payload}`), key);
    return `${header}.${payload}.${signature.toString('base64url')}`;
  };
}
