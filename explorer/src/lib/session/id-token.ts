import { Refusals } from '../graph/refusals.ts';
import type { Read } from '../shape/cursor.ts';
import { list, object, text, whole } from '../shape/read.ts';

interface Expected {
  /** Identifier of the issuer. */
  readonly issuer: string;
  readonly client: string;
  readonly nonce: string;
  /** Unix seconds. */
  readonly now: number;
}

/** Seconds by which clocks may differ. */
const SKEW = 60;

const audience: Read<readonly string[]> = (at) => (Array.isArray(at.value) ? list(text)(at) : [text(at)]);
const claims = object({ iss: text, aud: audience, exp: whole, nonce: text });

function payload(token: string): unknown {
  const [, middle = ''] = token.split('.');
  const bytes = atob(middle.replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
}

/**
 * Whether an ID token answers the request that this tab made (OpenID Connect Core 1.0, 3.1.3.7): issuer, audience, time
 * and nonce. It comes straight from the issuer's token endpoint, so its signature need not be checked (item 6 there).
 */
export function answersRequest(token: string, { issuer, client, nonce, now }: Expected): boolean {
  try {
    const found = claims({ value: payload(token), path: [], refusals: new Refusals([]) });
    return (
      found.iss === issuer && found.aud.includes(client) && found.exp > now - SKEW && found.nonce === nonce
    );
  } catch {
    return false;
  }
}
