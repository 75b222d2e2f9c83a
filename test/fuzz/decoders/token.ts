import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { createIdentity } from '../../../gateway/identity/authenticate.ts';
import type { Decoder } from '../decoder.ts';

const ISSUER = 'https://issuer.example';

const REQUEST = { method: 'POST', path: '/graphql', host: 'hub.example' };

/** Of a P-256 key (RFC 7638). */
const thumbprint = ({ crv, kty, x, y }: JsonWebKey): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

/** An access token, and the proof of one that is bound: claims changed and signed again, header changed, the text as it stands. */
export function open(): Decoder {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' };
  const identity = createIdentity(ISSUER, createLocalJWKSet({ keys: [jwk] }), { use: async () => true });
  const encoded = (part: Uint8Array | string) => Buffer.from(part).toString('base64url');
  const head = JSON.stringify({ alg: 'ES256', kid: 'k' });
  const tokenOf = (header: Uint8Array | string, claims: Uint8Array | string) => {
    const text = `${encoded(header)}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
  const now = Math.floor(Date.now() / 1000);
  const said = {
    ...{
      iss: ISSUER,
      aud: 'caretrail',
      sub: 'someone',
      iat: now,
      exp: now + 86_400,
      scope: 'openid patient/Encounter.rs',
    },
    caretrail: {
      tier: 'regulator',
      role: 'auditor',
      organization: 'health-authority',
      purposes: ['HCOMPL', 'PUBHLTH'],
    },
  };
  const claims = JSON.stringify(said);
  const key = publicKey.export({ format: 'jwk' });
  const bound = tokenOf(head, JSON.stringify({ ...said, cnf: { jkt: thumbprint(key) } }));
  const ath = createHash('sha256').update(bound).digest('base64url');
  const proofHead = JSON.stringify({ alg: 'ES256', typ: 'dpop+jwt', jwk: key });
  const proof = JSON.stringify({
    jti: 'one',
    htm: 'POST',
    htu: 'https://hub.example/graphql',
    iat: now,
    ath,
  });
  return {
    ...{ shape: 'json', seeds: [Buffer.from(claims), Buffer.from(proof)], refuses: () => false },
    async decode(input) {
      const text = Buffer.from(input).toString('latin1');
      for (const token of [tokenOf(head, input), tokenOf(input, claims), text, `${encoded(head)}.${text}`])
        await identity.authenticate({ authorization: `Bearer ${token}` });
      for (const dpop of [tokenOf(proofHead, input), tokenOf(input, proof), text])
        await identity.authenticate({ authorization: `DPoP ${bound}`, dpop }, REQUEST);
      await identity.authenticate({
        authorization: `Bearer ${tokenOf(head, claims)}`,
        ...{ 'caretrail-purpose': text.slice(0, 64), 'caretrail-case': text.slice(0, 64) },
      });
    },
  };
}
