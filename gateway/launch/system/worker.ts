import { join } from 'node:path';
import { readProfile } from '@caretrail/chain/ledger';
import type { Home } from '../home/home.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import type { Settings } from '../settings.ts';

/** The process that batches, submits and indexes, for every member of the embedded ledger. */
export function startWorkerProcess(
  start: {
    readonly settings: Settings;
    readonly home: Home;
    /** File of the ledger's connection profile. */
    readonly profile: string;
    /** Address of the login `caretrail_worker`. */
    readonly database: string;
  },
  log: (line: string) => void,
): Promise<Supervised> {
  const { settings, home, profile, database } = start;
  return supervise(
    {
      name: 'worker',
      entry: join(import.meta.dirname, '..', 'process', 'worker.ts'),
      config: {
        home: home.path,
        profile,
        database,
        members: readProfile(profile).organizations.map(({ id }) => id),
        logLevel: settings.logLevel,
      },
      logFile: join(home.logs, 'worker.log'),
      readyWithin: 30_000,
      stopWithin: 15_000,
    },
    log,
  );
}
