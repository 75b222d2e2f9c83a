import { connect, type Pool } from '@caretrail/db';
import { personas } from '@caretrail/db/demo';
import { type Database, databaseAt, LOGINS, passwordsFrom } from '@caretrail/db/server';
import { ISSUER_PATH } from '../../identity/issuer/issuer.ts';
import { type Home, openHome } from '../home/home.ts';
import { isHeld, takeLock } from '../home/lock.ts';
import { readRunFile } from '../home/run-file.ts';
import { openSecrets, type Secrets, SUPERUSER } from '../home/secrets.ts';
import type { Settings } from '../settings.ts';
import { StartError } from '../start-error.ts';
import { startDatabase } from '../system/database.ts';
import type { Deployment } from './deployment.ts';

/** A database that is up, and what to do when it is no longer needed. */
interface Access extends AsyncDisposable {
  readonly database: Database;
}

async function joinRunning(secrets: Secrets, address: string): Promise<Access> {
  return {
    database: databaseAt(address, passwordsFrom(secrets.database)),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startStopped(settings: Settings, home: Home, secrets: Secrets): Promise<Access> {
  const lock = await takeLock(home.path);
  try {
    const started = await startDatabase(settings, home, secrets, () => {});
    return {
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

async function patientOf(admin: Pool, record: string): Promise<string | null> {
  const [row] = await admin<{ subject: string | null }[]>`
    select subject from provenance.version where record = ${record} limit 1`;
  return row?.subject ?? null;
}

/** Opens the home for a command: joins the running system, or starts the database alone and stops it afterwards. */
export async function openDeployment(settings: Settings): Promise<Deployment> {
  const home = openHome(settings.home);
  const secrets = await openSecrets(home.secrets, [SUPERUSER, ...LOGINS]);
  const running = (await isHeld(home.path)) ? readRunFile(home) : null;
  const access = running
    ? await joinRunning(secrets, running.database)
    : await startStopped(settings, home, secrets);
  const admin = connect(access.database.admin, { max: 1, name: 'caretrail command' });
  return {
    home,
    running,
    importUrl: access.database.address('caretrail_import'),
    personas: () => personas(admin),
    patientOf: (record) => patientOf(admin, record),
    embeddedIssuer() {
      if (settings.issuer !== null) throw new StartError('OIDC_ISSUER is set: ask that issuer for tokens.');
      const origin = running?.url ?? `http://127.0.0.1:${settings.port}`;
      return { issuer: `${origin}${ISSUER_PATH}`, key: secrets.issuer };
    },
    async [Symbol.asyncDispose]() {
      await admin.end();
      await access[Symbol.asyncDispose]();
    },
  };
}
