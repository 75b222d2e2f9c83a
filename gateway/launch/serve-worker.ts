import { membersIn } from '@caretrail/chain/ledger';
import { runProgram } from '@caretrail/kit/remote';
import { showWorker } from './worker/metrics.ts';
import { openWorker } from './worker/open-worker.ts';
import { WORKER_SETTINGS } from './worker/worker-settings.ts';

/** The worker alone: batches, submits and indexes. Several may run; each log is written by one of them. */
await runProgram('worker', WORKER_SETTINGS, async ({ settings, logger, metrics, untilStopped }) => {
  const stopping = new AbortController();
  const worker = openWorker({
    members: membersIn(settings.CARETRAIL_HOME),
    profile: settings.LEDGER_PROFILE,
    database: settings.DATABASE_LOGIN_URL,
    retention: settings.CARETRAIL_RETENTION,
    treatingDays: settings.CARETRAIL_TREATING_DAYS,
    log: logger,
    signal: stopping.signal,
  });
  await showWorker(metrics, worker);
  await untilStopped({});
  stopping.abort();
  await worker.stopped;
});
