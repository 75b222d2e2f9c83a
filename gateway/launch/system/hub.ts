import { join } from 'node:path';
import type { Database } from '@caretrail/db/server';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import type { Secrets } from '../home/secrets.ts';
import type { HubConfig } from '../hub/hub-config.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import type { Settings } from '../settings.ts';
import { EXPLORER_BUILD } from './explorer-build.ts';

export interface HubStart {
  readonly settings: Settings;
  readonly home: Home;
  readonly secrets: Secrets;
  readonly port: number;
  /** File of the ledger's connection profile. */
  readonly profile: string;
  readonly address: Database['address'];
}

const readyShape = z.object({ url: z.string() });

export async function startHub(
  { settings, home, secrets, port, profile, address }: HubStart,
  log: (line: string) => void,
): Promise<{ readonly process: Supervised; readonly url: string }> {
  const config: HubConfig = {
    port,
    profile,
    database: {
      patients: address('caretrail_patients'),
      claims: address('caretrail_claims'),
      chain: address('caretrail_chain'),
      hub: address('caretrail_hub'),
    },
    explorer: EXPLORER_BUILD,
    pseudonym: secrets.pseudonym,
    cursor: secrets.cursor,
    issuer:
      settings.issuer === null
        ? { embedded: secrets.issuer, cookie: secrets.cookie }
        : { external: settings.issuer },
    logLevel: settings.logLevel,
  };
  const process = await supervise(
    {
      name: 'hub',
      entry: join(import.meta.dirname, '..', 'process', 'hub.ts'),
      config,
      logFile: join(home.logs, 'hub.log'),
      readyWithin: 60_000,
      stopWithin: 15_000,
    },
    log,
  );
  return { process, url: readyShape.parse(process.ready).url };
}
