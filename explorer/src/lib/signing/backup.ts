import { fromBase64url, toBase64url } from '@caretrail/proof';
import { type PublicKey, publicKey } from '@caretrail/proof/command';
import { Refusals } from '../graph/refusals.ts';
import { object, oneOf, text, whole } from '../shape/read.ts';

const FORMAT = 'caretrail-key-1';
/** OWASP's number for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const ROUNDS = 600_000;
/** A file that asks for more work than this is not one of ours. */
const MOST_ROUNDS = 10_000_000;
/** Characters of a passphrase at least (NIST SP 800-63B asks for 8; this one can be tried offline). */
export const SHORTEST_PASSPHRASE = 12;
/** A key that was sealed: its private part as PKCS #8. */
export interface Backup {
  readonly key: PublicKey;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes of a backup at most. */
const LARGEST = 4096;

const utf8 = (text: string) => new TextEncoder().encode(text);

async function sealKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const way = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** A private key (PKCS #8) sealed with AES-256-GCM under a passphrase, as JSON; the public key is bound to it. */
export async function sealBackup(
  key: PublicKey,
  bytes: Uint8Array<ArrayBuffer>,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const way = { name: 'AES-GCM', iv, additionalData: utf8(JSON.stringify(key)) };
  const sealed = await crypto.subtle.encrypt(way, await sealKey(passphrase, salt, ROUNDS), bytes);
  const file = {
    ...{ format: FORMAT, key, rounds: ROUNDS },
    ...{ salt: toBase64url(salt), iv: toBase64url(iv), sealed: toBase64url(new Uint8Array(sealed)) },
  };
  return utf8(`${JSON.stringify(file, null, 2)}\n`);
}

const backup = object({
  format: oneOf([FORMAT]),
  key: object({ crv: oneOf(['P-256']), kty: oneOf(['EC']), x: text, y: text }),
  ...{ rounds: whole, salt: text, iv: text, sealed: text },
});

/** What a backup holds; null where it is none, was changed, or the passphrase is another. */
export async function openBackup(file: Uint8Array, passphrase: string): Promise<Backup | null> {
  try {
    if (file.length > LARGEST) return null;
    const value: unknown = JSON.parse(new TextDecoder().decode(file));
    const read = backup({ value, path: [], refusals: new Refusals([]) });
    if (read.rounds > MOST_ROUNDS) return null;
    const key = publicKey(read.key);
    const way = { name: 'AES-GCM', iv: fromBase64url(read.iv), additionalData: utf8(JSON.stringify(key)) };
    const secret = await sealKey(passphrase, fromBase64url(read.salt), read.rounds);
    return {
      key,
      bytes: new Uint8Array(await crypto.subtle.decrypt(way, secret, fromBase64url(read.sealed))),
    };
  } catch {
    return null;
  }
}
