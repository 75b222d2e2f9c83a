import { setImmediate as immediate, setTimeout as timeout } from 'node:timers/promises';
import type { Pool, Sql } from '@caretrail/db/provenance';

/** First key of the advisory locks of lanes; the second is the lane's hash. */
const LANES = 0x6c616e65;

/** How a worker keeps hold of its lanes, in milliseconds. */
export interface ClaimTiming {
  /** Between two signs of life. */
  readonly beat: number;
  /** Without a sign of life PostgreSQL gives the lanes to others after so long, and the worker writes none itself. */
  readonly lapse: number;
}

/** Another worker took the lane over, or may have: nothing more of it is sent from here. */
export class LaneLost extends Error {
  readonly code = 'LANE_LOST';
}

/**
 * Which lanes this worker writes: one at a time does, of all workers of a database. The claims are advisory locks of one
 * transaction on a connection of its own. A worker that dies loses them with its connection, at once; one that hangs
 * when PostgreSQL ends the idle transaction. No clock of two machines is compared.
 */
export class LaneClaims {
  readonly #pool: Pool;
  readonly #timing: ClaimTiming;
  readonly #closing = new AbortController();
  #opening: Promise<Holding> | null = null;
  #current: Holding | null = null;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(pool: Pool, timing: ClaimTiming) {
    this.#pool = pool;
    this.#timing = timing;
  }

  /** Whether the lane is this worker's now; false while another has it. */
  async claim(lane: string): Promise<boolean> {
    if (this.#has(lane)) return true;
    const holding = await this.#open();
    const [row] = await holding.sql<{ held: boolean }>`
      select pg_try_advisory_xact_lock(${LANES}, hashtext(${lane})) as held`;
    if (row?.held) holding.lanes.add(lane);
    return this.#has(lane);
  }

  /** @throws LaneLost unless the lane was claimed and no one else can have it. */
  assert(lane: string): void {
    if (!this.#has(lane)) throw new LaneLost(`another worker may write ${lane}`);
  }

  /** Gives all lanes up. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.race([this.#ended, timeout(this.#timing.beat, undefined, { ref: false })]);
  }

  #has(lane: string): boolean {
    const held = this.#current?.lanes.has(lane) ?? false;
    return held && !this.#lapsed;
  }

  get #lapsed(): boolean {
    return this.#current !== null && performance.now() >= this.#current.lapses;
  }

  #open(): Promise<Holding> {
    if (this.#lapsed) this.#drop(this.#opening);
    this.#opening ??= this.#hold();
    return this.#opening;
  }

  #hold(): Promise<Holding> {
    const opened = Promise.withResolvers<Holding>();
    const ended = Promise.resolve(
      this.#pool.begin(async (sql) => {
        await sql`select set_config('idle_in_transaction_session_timeout', ${String(this.#timing.lapse)}, true)`;
        const holding = { sql, lanes: new Set<string>(), lapses: performance.now() + this.#timing.lapse };
        this.#current = holding;
        opened.resolve(holding);
        await this.#beat(holding);
      }),
    ).finally(() => this.#drop(opened.promise));
    this.#ended = ended.catch((error: unknown) => opened.reject(error));
    return opened.promise;
  }

  /**
   * The hold lasts from when a sign of life was sent, not from when its answer came. Nothing is sent, not even the end
   * of the transaction, on a connection that may be gone: postgres.js would end the process. So this never settles then.
   */
  async #beat(holding: Holding): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      await timeout(this.#timing.beat, undefined, { signal }).catch(() => undefined);
      await immediate(); // after a stall: the loss of the connection is waiting to be read
      if (this.#current !== holding || performance.now() >= holding.lapses) return new Promise(() => {});
      if (signal.aborted) return;
      const asked = performance.now();
      await holding.sql`select 1`;
      holding.lapses = asked + this.#timing.lapse;
    }
  }

  #drop(opened: Promise<Holding> | null): void {
    if (this.#opening === opened) [this.#current, this.#opening] = [null, null];
  }
}

interface Holding {
  readonly sql: Sql;
  readonly lanes: Set<string>;
  /** On the monotonic clock: until then PostgreSQL cannot have given the lanes away for want of a sign of life. */
  lapses: number;
}
