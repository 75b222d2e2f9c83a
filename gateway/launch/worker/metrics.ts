import { setTimeout as wait } from 'node:timers/promises';
import { type WorkerFigures, workerFigures } from '@caretrail/chain';
import { type DatabaseFigures, databaseFigures, poolUse } from '@caretrail/db';
import type { ProcessMetrics } from '@caretrail/kit/observe';
import type { OpenWorker } from './open-worker.ts';

/** Milliseconds that ledger and database may take before they count as away: a scrape does not wait for ever. */
const WITHIN = 1_500;

const orNull = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  Promise.race([asked.catch(() => null), wait(WITHIN, null, { ref: false })]);

/** Shows ledger, index, anchors and database among the worker's metrics, if any are kept; read when somebody asks. */
export async function showWorker(
  metrics: ProcessMetrics | undefined,
  { pool, ledger, breaker }: Pick<OpenWorker, 'pool' | 'ledger' | 'breaker'>,
): Promise<void> {
  if (!metrics || !ledger) return;
  const { registry } = metrics;
  const { addDatabaseMetrics } = await import('../../observe/metrics/database-metrics.ts');
  const { addLedgerMetrics } = await import('../../observe/metrics/ledger-metrics.ts');
  const { addPoolMetrics } = await import('@caretrail/kit/observe/metrics');
  const figures = (): Promise<WorkerFigures | null> => orNull(workerFigures(pool, ledger.profile.channel));
  const readLedger = addLedgerMetrics(registry, async () => {
    const [height, found] = await Promise.all([orNull(ledger.height(WITHIN)), figures()]);
    return { height, figures: found, breaker: breaker() };
  });
  const database = (): Promise<DatabaseFigures | null> => orNull(databaseFigures(pool));
  const readDatabase = addDatabaseMetrics(registry, database);
  addPoolMetrics(registry, new Map([['caretrail_worker', () => poolUse(pool)]]));
  metrics.beforeScrape(readLedger);
  metrics.beforeScrape(readDatabase);
}
