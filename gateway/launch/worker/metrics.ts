import { setTimeout as wait } from 'node:timers/promises';
import { type WorkerFigures, workerFigures } from '@caretrail/chain';
import type { Ledger } from '@caretrail/chain/ledger';
import { type DatabaseFigures, databaseFigures, poolUse } from '@caretrail/db';
import type { Parent } from '../process/parent.ts';
import type { OpenWorker } from './open-worker.ts';

/** Milliseconds that ledger and database may take before they count as away: a scrape does not wait for ever. */
const WITHIN = 1_500;

const orNull = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  Promise.race([asked.catch(() => null), wait(WITHIN, null, { ref: false })]);

/** Keeps the worker's metrics and answers the launcher with them; what is shown is read when it is asked. */
export async function keepWorkerMetrics(
  parent: Parent,
  { pool, breaker }: Pick<OpenWorker, 'pool' | 'breaker'>,
  ledger: Ledger,
): Promise<void> {
  const { createRegistry } = await import('../../observe/metrics/registry.ts');
  const { addDatabaseMetrics } = await import('../../observe/metrics/database-metrics.ts');
  const { addLedgerMetrics } = await import('../../observe/metrics/ledger-metrics.ts');
  const { addPoolMetrics } = await import('../../observe/metrics/pool-metrics.ts');
  const registry = createRegistry('worker');
  const figures = (): Promise<WorkerFigures | null> => orNull(workerFigures(pool, ledger.profile.channel));
  const readLedger = addLedgerMetrics(registry, async () => {
    const [height, found] = await Promise.all([orNull(ledger.height(WITHIN)), figures()]);
    return { height, figures: found, breaker: breaker() };
  });
  const database = (): Promise<DatabaseFigures | null> => orNull(databaseFigures(pool));
  const readDatabase = addDatabaseMetrics(registry, database);
  addPoolMetrics(registry, new Map([['caretrail_worker', () => poolUse(pool)]]));
  parent.onQuestion('metrics', async () => {
    await Promise.all([readLedger(), readDatabase()]);
    return registry.getMetricsAsJSON();
  });
}
