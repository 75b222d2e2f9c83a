import { startWorker, type Worker } from '@caretrail/chain';
import { connectLedger, type Ledger, memberIdentities, readProfile } from '@caretrail/chain/ledger';
import { connect, type Pool } from '@caretrail/db';
import { DECISION_EFFECTS } from '@caretrail/db/decisions';
import type { Logger } from 'pino';

export interface WorkerOptions {
  /** Folder that holds the submitting keys of the members served here; see `memberIdentities`. */
  readonly members: string;
  /** File of the ledger's connection profile. */
  readonly profile: string;
  /** Address of the login `caretrail_worker`. */
  readonly database: string;
  /** How long records are kept, by type, and for how long an encounter's organization treats. */
  readonly retention: ReadonlyMap<string, string>;
  readonly treatingDays: number;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** A running worker, and what its metrics look at. */
export interface OpenWorker extends Pick<Worker, 'stopped' | 'breaker'> {
  readonly pool: Pool;
  /** One of its ways to the ledger; none where no member is served. */
  readonly ledger: Ledger | undefined;
}

/** A worker for every member of the ledger whose key is there, with connections of its own. */
export function openWorker({
  members,
  profile: file,
  database,
  log,
  signal,
  ...erasing
}: WorkerOptions): OpenWorker {
  const pool = connect(database, { name: 'caretrail worker' });
  const profile = readProfile(file);
  const ledgers = new Map(
    [...memberIdentities(members, profile)].map(([id, identity]) => [id, connectLedger(profile, identity)]),
  );
  const { stopped, breaker } = startWorker({
    ...{ pool, ledgers, log, signal, erasing, effects: DECISION_EFFECTS },
  });
  const [ledger] = ledgers.values();
  return { stopped: stopped.then(() => pool.end()), breaker, pool, ledger };
}
