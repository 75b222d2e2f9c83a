import { type PublicKey, publicKeyOf, thumbprint } from '@caretrail/proof/command';
import { type Backup, sealBackup } from './backup.ts';
import { keepKey } from './key-store.ts';

/** A person's key that this browser signs with. */
export interface OwnKey {
  readonly privateKey: CryptoKey;
  readonly key: PublicKey;
  readonly thumbprint: string;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * Makes a key. It can be taken out once, sealed by a passphrase, into the backup; what this browser keeps cannot be taken out
 * any more. Without a passphrase there is no backup.
 */
export async function makeOwnKey(
  passphrase: string | null,
): Promise<{ readonly own: OwnKey; readonly backup: Uint8Array<ArrayBuffer> | null }> {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const key = await publicKeyOf(pair.publicKey);
  const bytes = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const backup = passphrase === null ? null : await sealBackup(key, bytes, passphrase);
  return { own: await kept(key, bytes), backup };
}

/** Keeps what a backup holds, if it is the key of this thumbprint. */
export async function keepBackup({ key, bytes }: Backup, expected: string): Promise<boolean> {
  if (thumbprint(key) !== expected) return false;
  await kept(key, bytes);
  return true;
}

async function kept(key: PublicKey, bytes: Uint8Array<ArrayBuffer>): Promise<OwnKey> {
  const privateKey = await crypto.subtle.importKey('pkcs8', bytes, P256, false, ['sign']);
  bytes.fill(0);
  const name = thumbprint(key);
  await keepKey(name, privateKey);
  return { privateKey, key, thumbprint: name };
}
