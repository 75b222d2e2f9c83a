import { z } from 'zod';
import { createLogger } from '../../observe/log/logger.ts';
import { keepWorkerMetrics } from '../worker/metrics.ts';
import { openWorker } from '../worker/open-worker.ts';
import { connectParent } from './parent.ts';

/** What the launcher tells the worker. */
const workerConfig = z.object({
  home: z.string(),
  /** File of the ledger's connection profile. */
  profile: z.string(),
  /** Address of the login `caretrail_worker`. */
  database: z.string(),
  logLevel: z.string(),
  /** Whether metrics are kept, for the launcher to ask. */
  metrics: z.boolean().default(false),
});

const parent = await connectParent();
const { logLevel, metrics, ...config } = workerConfig.parse(parent.config);
const log = createLogger('worker', logLevel);
const worker = openWorker({ ...config, log, signal: parent.stopping });
if (metrics && worker.ledger) await keepWorkerMetrics(parent, worker, worker.ledger);
parent.ready({});
await worker.stopped;
process.exit(0);
