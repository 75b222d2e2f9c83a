import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from '@caretrail/db';
import type { EventCheck } from '@caretrail/db/access-log';
import { personas } from '@caretrail/db/demo';
import { type Database, databaseAt, LOGINS, passwordsFrom } from '@caretrail/db/server';
import { ISSUER_PATH } from '../../identity/issuer/issuer.ts';
import { type Home, isHome, openHome } from '../home/home.ts';
import { identify } from '../home/identity.ts';
import { isHeld, takeLock } from '../home/lock.ts';
import { readRunFile } from '../home/run-file.ts';
import { openSecrets, type Secrets, SUPERUSER } from '../home/secrets.ts';
import type { Settings } from '../settings.ts';
import { StartError } from '../start-error.ts';
import { startDatabase } from '../system/database.ts';
import { apiKeyRegister } from './api-keys.ts';
import { asLogin } from './as-login.ts';
import type { Deployment } from './deployment.ts';

/** A database that is up with its passwords, and what to do when it is no longer needed. */
interface Access extends AsyncDisposable {
  readonly database: Database;
  readonly secrets: Secrets;
}

const secretsOf = (home: Home) => openSecrets(home.secrets, [SUPERUSER, ...LOGINS]);

async function joinRunning(home: Home, address: string): Promise<Access> {
  const secrets = await secretsOf(home);
  return {
    secrets,
    database: databaseAt(address, passwordsFrom(secrets.database)),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startStopped(settings: Settings, home: Home): Promise<Access> {
  const lock = await takeLock(home);
  try {
    const identity = identify(home, settings.databaseUrl === null ? 'embedded' : 'external');
    const secrets = await secretsOf(home);
    const started = await startDatabase(settings, home, identity, secrets, () => {});
    return {
      secrets,
      database: started.database,
      async [Symbol.asyncDispose]() {
        await started.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function patientOf(worker: Pool, record: string): Promise<string | null> {
  const [row] = await worker<{ subject: string | null }[]>`
    select subject from provenance.version where record = ${record} limit 1`;
  return row?.subject ?? null;
}

async function checkAccessLog(
  worker: Pool,
  home: Home,
  onProgress: (share: number) => void,
): Promise<EventCheck> {
  const profile = join(home.ledger, 'profile.json');
  if (!existsSync(profile))
    throw new StartError('This home has no ledger yet: start it once with `npm start`.');
  // Loaded here and not above: the other commands need not wait for gRPC.
  const [{ readProfile, trustFileOf }, { SCHEMA_DOCUMENTS }, { checkEvents }, { AnchorCheck }] =
    await Promise.all([
      import('@caretrail/chain/ledger'),
      import('@caretrail/db/records'),
      import('@caretrail/db/access-log'),
      import('@caretrail/db/provenance'),
    ]);
  return checkEvents(
    worker,
    new AnchorCheck(trustFileOf(readProfile(profile), SCHEMA_DOCUMENTS)),
    onProgress,
  );
}

/**
 * Opens the home for a command: joins the running system, or starts the database alone and stops it afterwards.
 * @throws StartError where there is no home, unless the command may `make` one
 */
export async function openDeployment(settings: Settings, make = false): Promise<Deployment> {
  if (!make && !isHome(settings.home))
    throw new StartError(`There is no home ${settings.home} yet: start it once with \`npm start\`.`);
  const home = openHome(settings.home);
  const running = (await isHeld(home.path)) ? readRunFile(home) : null;
  const access = running ? await joinRunning(home, running.database) : await startStopped(settings, home);
  const { database, secrets } = access;
  const asWorker = <Value>(ask: (pool: Pool) => Promise<Value>) =>
    asLogin(database.address('caretrail_worker'), ask);
  return {
    home,
    running,
    importUrl: database.address('caretrail_import'),
    personas: () => asLogin(database.address('caretrail_hub'), personas),
    patientOf: (record) => asWorker((pool) => patientOf(pool, record)),
    checkAccessLog: (onProgress) => asWorker((pool) => checkAccessLog(pool, home, onProgress)),
    apiKeys: apiKeyRegister(asWorker),
    embeddedIssuer() {
      if (settings.issuer !== null) throw new StartError('OIDC_ISSUER is set: ask that issuer for tokens.');
      const origin = running?.url ?? `http://127.0.0.1:${settings.port}`;
      return { issuer: `${origin}${ISSUER_PATH}`, key: secrets.issuer };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(access[Symbol.asyncDispose]()),
  };
}
