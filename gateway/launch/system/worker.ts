import { join } from 'node:path';
import type { Home } from '../home/home.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import type { Needs } from './needs.ts';

/** The process that batches, submits and indexes, for every member of the ledger whose key this home holds. */
export function startWorkerProcess(
  home: Home,
  needs: Promise<Needs>,
  log: (line: string) => void,
): Promise<Supervised> {
  return supervise(
    {
      name: 'worker',
      entry: join(import.meta.dirname, '..', 'process', 'worker.ts'),
      config: needs.then(({ settings, ledger, address }) => ({
        ...ledger,
        database: address('caretrail_worker'),
        retention: Object.fromEntries(settings.retention),
        treatingDays: settings.treatingDays,
        logLevel: settings.logLevel,
        metrics: settings.metricsPort !== null,
      })),
      logFile: join(home.logs, 'worker.log'),
      readyWithin: 180_000,
      stopWithin: 15_000,
      metrics: true,
    },
    log,
  );
}
