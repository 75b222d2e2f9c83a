import { randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { capacityOf, type Persona } from '../persona.ts';
import { AUDIENCE } from '../token.ts';

/** Seconds that a token of the embedded issuer lasts. */
export const TOKEN_LIFETIME = 3600;

/** An access token for a persona, as the embedded issuer gives it after sign-in; `now` in Unix seconds. */
export async function mintToken(persona: Persona, issuer: string, key: JWK, now: number): Promise<string> {
  if (persona.subject === null) throw new Error(`${persona.name} needs no token`);
  return new SignJWT({ caretrail: capacityOf(persona), auth_time: now, scope: 'openid' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid ?? '' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject(persona.subject)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_LIFETIME)
    .sign(await importJWK(key, 'ES256'));
}
