import {
  DEFAULT_TIMING,
  startWorker,
  type Worker,
  type WorkerLog,
  type WorkerOptions,
} from '@caretrail/chain';
import { trustFileOf } from '@caretrail/chain/ledger';
import { type connect, connect as connectDatabase } from '@caretrail/db';
import { SCHEMA_DOCUMENTS } from '@caretrail/db/records';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { startTestLedger, type TestLedger } from '@caretrail/devpeer/testing';

type DatabasePool = ReturnType<typeof connect>;

/** Short waits, so that a test sees in seconds what takes minutes otherwise. */
const TIMING = {
  ...DEFAULT_TIMING,
  poll: 20,
  batch: { versions: 500, delay: 20 },
  accessBatch: { versions: 500, delay: 20 },
  decideWithin: 2000,
  backoff: { first: 20, longest: 400 },
  breaker: { failures: 50, rest: { first: 200, longest: 400 } },
  claim: { beat: 100, lapse: 2000 },
};

/** A real database and a real ledger, with what anchoring needs of both. */
export class AnchoringPlace {
  readonly database: TestDatabase;
  readonly ledger: TestLedger;
  /** As an administrator: to write versions, and to tamper. */
  readonly admin: DatabasePool;
  /** As the worker's login. */
  readonly pool: DatabasePool;
  /** Bytes of the trust file. */
  readonly trust: Uint8Array;
  readonly #started: AbortController[] = [];
  #closed = false;

  private constructor(database: TestDatabase, ledger: TestLedger) {
    this.database = database;
    this.ledger = ledger;
    this.admin = connectDatabase(database.admin);
    this.pool = connectDatabase(database.address('caretrail_worker'));
    this.trust = trustFileOf(ledger.profile, SCHEMA_DOCUMENTS);
  }

  static async open(): Promise<AnchoringPlace> {
    const [database, ledger] = await Promise.all([startTestDatabase(), startTestLedger()]);
    return new AnchoringPlace(database, ledger);
  }

  /** Runs a worker for some members until `stop`. */
  work(members: readonly string[], options: Partial<WorkerOptions> = {}): Worker & { stop(): Promise<void> } {
    const controller = new AbortController();
    this.#started.push(controller);
    const worker = startWorker({
      pool: this.pool,
      ledgers: new Map(members.map((member) => [member, this.ledger.connect(member)])),
      log: QUIET,
      signal: controller.signal,
      timing: TIMING,
      ...options,
    });
    return {
      ...worker,
      async stop() {
        controller.abort();
        await worker.stopped;
      },
    };
  }

  /** How often each checkpoint is on the ledger as VALID, by log and size, as the index has it. */
  async anchorsOnLedger(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.admin<{ log: string; size: number; count: number }[]>`
      select arguments->0->>'log' as log, (arguments->0->>'size')::int as size, count(*)::int
      from provenance.transaction join provenance.transaction_content using (channel, block, index)
      where contract = 'anchor' and function = 'submit' and validation = 'VALID' group by 1, 2 order by 1, 2`;
    return new Map(rows.map(({ log, size, count }) => [`${log} ${size}`, count]));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const controller of this.#started) controller.abort();
    await Promise.all([this.pool.end({ timeout: 1 }), this.admin.end({ timeout: 1 })]);
    await Promise.all([this.database.stop(), this.ledger.stop()]);
  }
}

export const QUIET: WorkerLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Waits until something holds; fails with the last thing seen. */
export async function until<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  within = 20_000,
): Promise<Seen> {
  const end = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`did not come true: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
