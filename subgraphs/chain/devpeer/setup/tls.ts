import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority, issueServerCertificate } from '@caretrail/chain/membership';
import { z } from 'zod';
import type { ServerIdentity } from '../server.ts';

const stored = z.strictObject({ authority: z.string(), certificate: z.string(), privateKey: z.string() });

/** What the servers of the peers show, and the root it was issued under, PEM. */
export type ServerTls = ServerIdentity & { readonly authority: string };

/** Reads the servers' certificate, or makes it at the first start with TLS; its authority's key is not kept. */
export async function openServerTls(folder: string, now: Date): Promise<ServerTls> {
  const file = join(folder, 'server.json');
  if (!existsSync(file)) await create(folder, file, now);
  return stored.parse(JSON.parse(await readFile(file, 'utf8')));
}

async function create(folder: string, file: string, now: Date): Promise<void> {
  const authority = await createAuthority('tls', now);
  const server = await issueServerCertificate({ authority, names: ['localhost'], now });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.new`;
  await rm(unfinished, { force: true });
  await writeFile(unfinished, JSON.stringify({ authority: authority.certificate, ...server }), {
    mode: 0o600,
  });
  await rename(unfinished, file);
}
