import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import { z } from 'zod';
import type { RequestTarget } from '../identity.ts';
import { ALGORITHMS } from '../token.ts';

/** Seconds for which a proof counts, and by which its clock may differ. */
const LIFETIME = 60;

/** Longest proof looked at: one has a key, four short claims and a signature. */
const LONGEST = 8_192;

/** Where proofs are used up, at all hubs together; false: it was used before. */
export interface UsedProofs {
  use(id: string, until: Date): Promise<boolean>;
}

const claims = z.object({
  jti: z.string().min(1).max(256),
  htm: z.string(),
  htu: z.url({ protocol: /^https?$/ }),
  iat: z.number(),
  ath: z.string(),
});

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Proxies end TLS: what the client wrote into `Host` says where it asked, the scheme is theirs. */
const isFor = (htu: string, { path, host }: RequestTarget): boolean => {
  const asked = new URL(htu);
  return asked.host === new URL(`${asked.protocol}//${host}`).host && asked.pathname === path;
};

/**
 * Whether a DPoP proof (RFC 9449) shows that who sends a token holds the key that it is bound to: signed by that key, for this
 * request and this token, a moment ago, and not used before.
 */
export async function provesPossession(
  proof: string,
  bound: { readonly token: string; readonly thumbprint: string },
  target: RequestTarget,
  used: UsedProofs,
): Promise<boolean> {
  if (proof.length > LONGEST) return false;
  let key: JWK | undefined;
  let said: z.infer<typeof claims>;
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ALGORITHMS,
      maxTokenAge: LIFETIME,
      clockTolerance: 5,
    });
    key = protectedHeader.jwk;
    said = claims.parse(payload);
    if (key === undefined || (await calculateJwkThumbprint(key)) !== bound.thumbprint) return false;
    if (said.htm !== target.method || said.ath !== digest(bound.token) || !isFor(said.htu, target))
      return false;
  } catch {
    // Whatever is wrong with it: it proves nothing.
    return false;
  }
  const until = new Date((said.iat + LIFETIME + 5) * 1000);
  return used.use(`dpop ${digest(`${bound.thumbprint} ${said.jti}`)}`, until);
}
