import { observe } from '@caretrail/kit/observe';
import { z } from 'zod';
import { showWorker } from '../worker/metrics.ts';
import { openWorker } from '../worker/open-worker.ts';
import { connectParent } from './parent.ts';

/** What the launcher tells the worker. */
const workerConfig = z.object({
  /** File of the ledger's connection profile. */
  profile: z.string(),
  /** Folder with the submitting keys of the members served here. */
  members: z.string(),
  /** Address of the login `caretrail_worker`. */
  database: z.string(),
  retention: z.record(z.string(), z.string()),
  treatingDays: z.int(),
  logLevel: z.string(),
  /** Whether metrics are kept, for the launcher to ask. */
  metrics: z.boolean().default(false),
});

const parent = await connectParent();
const { logLevel, metrics: counted, retention, ...config } = workerConfig.parse(parent.config);
const { logger: log, metrics } = await observe({
  ...{ process: 'worker', logLevel, metrics: counted, collector: null },
});
const worker = openWorker({
  ...config,
  retention: new Map(Object.entries(retention)),
  log,
  signal: parent.stopping,
});
await showWorker(metrics, worker);
if (metrics) parent.onQuestion('metrics', metrics.json);
parent.ready({});
await worker.stopped;
process.exit(0);
