import { join } from 'node:path';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import type { HubConfig } from '../hub/hub-config.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import { EXPLORER_BUILD } from './explorer-build.ts';
import type { Needs } from './needs.ts';

const readyShape = z.object({ url: z.string() });

function configOf({ settings, secrets, port, profile, address }: Needs): HubConfig {
  return {
    port,
    hosts: [...settings.hosts],
    profile,
    database: {
      patients: address('caretrail_patients'),
      claims: address('caretrail_claims'),
      chain: address('caretrail_chain'),
      hub: address('caretrail_hub'),
      import: address('caretrail_import'),
    },
    treatingDays: settings.treatingDays,
    explorer: EXPLORER_BUILD,
    pseudonym: secrets.pseudonym,
    cursor: secrets.cursor,
    issuer:
      settings.issuer === null
        ? { embedded: secrets.issuer, cookie: secrets.cookie }
        : { external: settings.issuer },
    budgets: settings.budgets,
    limits: settings.limits,
    logLevel: settings.logLevel,
    metrics: settings.metricsPort !== null,
    collector: settings.collector,
  };
}

export async function startHub(
  home: Home,
  needs: Promise<Needs>,
  log: (line: string) => void,
): Promise<{ readonly process: Supervised; readonly url: string }> {
  const process = await supervise(
    {
      name: 'hub',
      entry: join(import.meta.dirname, '..', 'process', 'hub.ts'),
      config: needs.then(configOf),
      logFile: join(home.logs, 'hub.log'),
      readyWithin: 180_000,
      stopWithin: 15_000,
      metrics: true,
    },
    log,
  );
  return { process, url: readyShape.parse(process.ready).url };
}
