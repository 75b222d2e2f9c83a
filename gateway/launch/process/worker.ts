import pino from 'pino';
import { z } from 'zod';
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
});

const parent = await connectParent();
const { logLevel, ...config } = workerConfig.parse(parent.config);
const log = pino({ level: logLevel, base: { process: 'worker' } }, pino.destination({ dest: 2, sync: true }));
const worker = openWorker({ ...config, log, signal: parent.stopping });
parent.ready({});
await worker.stopped;
process.exit(0);
