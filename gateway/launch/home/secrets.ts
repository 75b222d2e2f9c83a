import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

/** Name under which the embedded server's administrator keeps his password. */
export const SUPERUSER = 'postgres';

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);
const signingKey = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), kid: z.string() });

const shape = z.object({
  /** Password of each database login, by login name. */
  database: z.record(z.string(), z.string()),
  /** Key from which each member's pseudonym key is derived. */
  pseudonym: hexKey,
  /** AES-256-GCM key of page cursors. */
  cursor: hexKey,
  /** Private JWK of the embedded issuer. */
  issuer: signingKey,
  /** Signs the embedded issuer's cookies. */
  cookie: hexKey,
});
export type Secrets = z.infer<typeof shape>;

const key = () => randomBytes(32).toString('hex');

async function makeSecrets(logins: readonly string[]): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = {
    ...(await exportJWK(privateKey)),
    kid: randomBytes(8).toString('hex'),
    alg: 'ES256',
    use: 'sig',
  };
  return {
    database: Object.fromEntries(logins.map((login) => [login, key()])),
    pseudonym: key(),
    cursor: key(),
    issuer: signingKey.parse(jwk),
    cookie: key(),
  };
}

function store(path: string, secrets: Secrets): void {
  const draft = `${path}.new`;
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(draft, path);
}

function read(path: string): Secrets {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Without its cause: what a parser says of the file may repeat a secret.
    throw new StartError(`${path} is damaged or cannot be read: restore it from a backup.`);
  }
}

/** Reads a home's secrets, making them at the first start; a login that is new since then gets a password. */
export async function openSecrets(path: string, logins: readonly string[]): Promise<Secrets> {
  if (!existsSync(path)) {
    const made = await makeSecrets(logins);
    store(path, made);
    return made;
  }
  const found = read(path);
  const missing = logins.filter((login) => !(login in found.database));
  if (missing.length === 0) return found;
  const completed = {
    ...found,
    database: { ...found.database, ...Object.fromEntries(missing.map((login) => [login, key()])) },
  };
  store(path, completed);
  return completed;
}
