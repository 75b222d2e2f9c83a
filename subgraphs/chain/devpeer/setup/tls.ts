import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Credentials, createAuthority, issueServerCertificate } from '@caretrail/chain/membership';
import { z } from 'zod';
import type { ServerIdentity } from '../server.ts';

const stored = z.strictObject({ certificate: z.string(), privateKey: z.string() });

/** What the servers of the peers show, and the root it was issued under, PEM. */
export type ServerTls = ServerIdentity & { readonly authority: string };

/** A certificate that ends sooner is replaced at the start. */
const RENEWED_BEFORE = 60 * 86_400_000;

/**
 * Reads the servers' certificate and its authority, or makes them at the first start with TLS. A certificate that ends
 * soon is issued anew under the same authority, so that clients who know the authority need to learn nothing.
 */
export async function openServerTls(folder: string, now: Date): Promise<ServerTls> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await open(join(folder, 'authority.json'), now, () => createAuthority('tls', now));
  const server = await open(join(folder, 'server.json'), now, async () =>
    issueServerCertificate({ authority, names: ['localhost'], now }),
  );
  if (new X509Certificate(server.certificate).verify(new X509Certificate(authority.certificate).publicKey))
    return { authority: authority.certificate, ...server };
  // The authority is another one by now: what was issued under the last is of no use.
  await rm(join(folder, 'server.json'));
  return openServerTls(folder, now);
}

async function open(file: string, now: Date, make: () => Promise<Credentials>): Promise<Credentials> {
  const known = await read(file);
  if (known && Date.parse(new X509Certificate(known.certificate).validTo) - now.getTime() > RENEWED_BEFORE)
    return known;
  const made = await make();
  const unfinished = `${file}.new`;
  await rm(unfinished, { force: true });
  await writeFile(unfinished, JSON.stringify(made), { mode: 0o600 });
  await rename(unfinished, file);
  return made;
}

/** Null for a file that is not there, or that is none of ours: it is made anew. */
async function read(file: string): Promise<Credentials | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (stored.safeParse(JSON.parse(text)).data ?? null);
}
