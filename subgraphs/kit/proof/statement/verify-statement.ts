import { utf8 } from '../text/utf8.ts';
import type { PublicKey } from './public-key.ts';
import type { SignedStatement } from './statement.ts';

/** Whether the key signed the statement: ECDSA P-256 with SHA-256, whatever the statement itself says. */
export async function isSignedBy({ signed, signature }: SignedStatement, key: PublicKey): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
  // Coordinates that are no point of the curve are no key.
  const imported = await subtle.importKey('jwk', { ...key }, algorithm, false, ['verify']).catch(() => null);
  if (imported === null) return false;
  return subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, signature, utf8(signed));
}
