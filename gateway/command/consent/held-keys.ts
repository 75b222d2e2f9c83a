import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicKey, publicKeyOf, thumbprint } from '@caretrail/proof/command';
import { CommandFailure } from '../failure.ts';

/** A person's key that this home holds the private part of: anyone at this computer can sign with it, and the graph says so. */
export interface HeldKey {
  readonly privateKey: CryptoKey;
  readonly key: PublicKey;
  /** RFC 7638. */
  readonly thumbprint: string;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The keys of a person that lie in the home, one a file by its thumbprint. */
export async function heldKeys(folder: string, patient: string): Promise<readonly HeldKey[]> {
  const own = join(folder, patient);
  if (!existsSync(own)) return [];
  const files = readdirSync(own).filter((name) => name.endsWith('.json'));
  return Promise.all(files.map((name) => readKey(join(own, name))));
}

async function readKey(file: string): Promise<HeldKey> {
  try {
    const jwk: JsonWebKey = JSON.parse(readFileSync(file, 'utf8'));
    const privateKey = await crypto.subtle.importKey('jwk', jwk, P256, true, ['sign']);
    return named(privateKey);
  } catch {
    // Without its cause: what a parser says of the file may repeat the key.
    throw new CommandFailure(`${file} is damaged or cannot be read: restore it from a backup.`);
  }
}

/** Makes a key and keeps it, before anybody is told of it. */
export async function makeKey(folder: string, patient: string): Promise<HeldKey> {
  const { privateKey } = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  const held = await named(privateKey);
  const own = join(folder, patient);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify({ kty, crv, x, y, d })}\n`;
  writeFileSync(join(own, `${held.thumbprint}.json`), text, { mode: 0o600, flag: 'wx' });
  return held;
}

async function named(privateKey: CryptoKey): Promise<HeldKey> {
  const key = await publicKeyOf(privateKey);
  return { privateKey, key, thumbprint: thumbprint(key) };
}
