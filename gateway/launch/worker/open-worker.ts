import { startWorker, type Worker } from '@caretrail/chain';
import { connectLedger, memberIdentity, readProfile } from '@caretrail/chain/ledger';
import { connect } from '@caretrail/db';
import type { Logger } from 'pino';

export interface WorkerOptions {
  /** Folder that holds the members' submitting keys. */
  readonly home: string;
  /** File of the ledger's connection profile. */
  readonly profile: string;
  /** Address of the login `caretrail_worker`. */
  readonly database: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** A worker for every member of the ledger whose key is in the home, with connections of its own. */
export function openWorker({
  home,
  profile: file,
  database,
  log,
  signal,
}: WorkerOptions): Pick<Worker, 'stopped'> {
  const pool = connect(database, { name: 'caretrail worker' });
  const profile = readProfile(file);
  const ledgers = new Map(
    profile.organizations.map(({ id }) => [id, connectLedger(profile, memberIdentity(home, id))]),
  );
  const { stopped } = startWorker({ pool, ledgers, log, signal });
  return { stopped: stopped.then(() => pool.end()) };
}
