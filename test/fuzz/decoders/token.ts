import { generateKeyPairSync, sign } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { createIdentity } from '../../../gateway/identity/authenticate.ts';
import type { Decoder } from '../decoder.ts';

const ISSUER = 'https://issuer.example';

/** An access token: the claims changed and signed again, the header changed, and the text as it stands. */
export function open(): Decoder {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' };
  const identity = createIdentity(ISSUER, createLocalJWKSet({ keys: [jwk] }));
  const encoded = (part: Uint8Array | string) => Buffer.from(part).toString('base64url');
  const head = JSON.stringify({ alg: 'ES256', kid: 'k' });
  const tokenOf = (header: Uint8Array | string, claims: Uint8Array | string) => {
    const text = `${encoded(header)}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
  const now = Math.floor(Date.now() / 1000);
  const claims = JSON.stringify({
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
  });
  return {
    ...{ shape: 'json', seeds: [Buffer.from(claims)], refuses: () => false },
    async decode(input) {
      const text = Buffer.from(input).toString('latin1');
      for (const token of [tokenOf(head, input), tokenOf(input, claims), text, `${encoded(head)}.${text}`])
        await identity.authenticate({ authorization: `Bearer ${token}` });
      await identity.authenticate({
        authorization: `Bearer ${tokenOf(head, claims)}`,
        ...{ 'caretrail-purpose': text.slice(0, 64), 'caretrail-case': text.slice(0, 64) },
      });
    },
  };
}
