import { startWorker, type Worker } from '@caretrail/chain';
import { connectLedger, memberIdentity, readProfile } from '@caretrail/chain/ledger';
import { connect } from '@caretrail/db';
import { z } from 'zod';
import { createLogger } from '../../observe/log/logger.ts';
import { keepWorkerMetrics } from '../worker/metrics.ts';
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
const config = workerConfig.parse(parent.config);
const log = createLogger('worker', config.logLevel);
const pool = connect(config.database, { name: 'caretrail worker' });
const profile = readProfile(config.profile);
const ledgers = new Map(
  profile.organizations.map(({ id }) => [id, connectLedger(profile, memberIdentity(config.home, id))]),
);
const [first] = ledgers.values();
if (config.metrics && first) await keepWorkerMetrics(parent, pool, first);
const worker: Worker = startWorker({ pool, ledgers, log, signal: parent.stopping });
parent.ready({});
await worker.stopped;
await pool.end();
process.exit(0);
