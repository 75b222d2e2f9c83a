import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicKey, publicKeyOf } from '@caretrail/proof/command';
import { CommandFailure } from '../failure.ts';

/** A person's key that this home holds the private part of: anyone at this computer can sign with it, and the graph says so. */
export interface HeldKey {
  readonly privateKey: CryptoKey;
  readonly key: PublicKey;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The held key of a person, made where there is none yet. */
export async function heldKey(folder: string, patient: string): Promise<HeldKey> {
  const file = join(folder, `${patient}.json`);
  if (!existsSync(file)) await makeKey(folder, file);
  try {
    const jwk: JsonWebKey = JSON.parse(readFileSync(file, 'utf8'));
    const privateKey = await crypto.subtle.importKey('jwk', jwk, P256, true, ['sign']);
    return { privateKey, key: await publicKeyOf(privateKey) };
  } catch {
    // Without its cause: what a parser says of the file may repeat the key.
    throw new CommandFailure(`${file} is damaged or cannot be read: restore it from a backup.`);
  }
}

async function makeKey(folder: string, file: string): Promise<void> {
  const { privateKey } = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const { d, ...jwk } = await crypto.subtle.exportKey('jwk', privateKey);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { kty, crv, x, y } = jwk;
  writeFileSync(file, `${JSON.stringify({ kty, crv, x, y, d })}\n`, { mode: 0o600, flag: 'wx' });
}
