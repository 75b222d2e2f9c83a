import { setTimeout } from 'node:timers/promises';
import { Connection } from './connection.ts';
import type { SessionContext } from './context.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { type AccessEvent, insertEvents } from './event.ts';
import { type Fragment, fragment, type Parameter } from './fragment.ts';
import type { Pool } from './pool.ts';

/** Milliseconds after which a cancellation that ended nothing is sent again. */
const AGAIN = 20;

/** Runs a statement in the caller's transaction; rows come as postgres.js parses them. */
export type SessionSql = <Row extends object>(
  text: TemplateStringsArray,
  ...values: readonly (Parameter | Fragment)[]
) => Promise<readonly Row[]>;

/** One caller's transaction in one subgraph: it sees one state of the database, and only what the caller may see. */
export interface Session {
  readonly sql: SessionSql;
  /**
   * Writes the access events, if there are any, and commits: when this resolves they are on disk. Without any
   * statement before it and without an event it does nothing.
   */
  commit(event: AccessEvent | null, ...more: readonly AccessEvent[]): Promise<void>;
  /** Gives everything up; never throws. */
  rollback(): Promise<void>;
}

export interface SessionOptions extends SessionContext {
  /** Aborting it cancels the statements that run and refuses further ones. */
  readonly signal?: AbortSignal;
  /** For a change, see {@link openSession}. */
  readonly writes?: boolean;
}

/** The session was used after its end, or its request was given up. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

/**
 * Opens a session; nothing is sent before its first statement. The transaction is REPEATABLE READ, so that a consent
 * which changes in the middle of a request changes the next request and not half of this one. A change is READ COMMITTED:
 * under a lock of its own it has to see what was committed while it waited for that.
 */
export function openSession(pool: Pool, options: SessionOptions): Session {
  const { signal } = options;
  let running = 0;
  let cancelled: Promise<void> | null = null;
  let connection: Promise<Connection> | null = null;
  let ended = false;

  const connect = (): Promise<Connection> => {
    connection ??= Connection.begin(pool, options);
    return connection;
  };

  async function run<Row extends object>(statement: Fragment): Promise<readonly Row[]> {
    if (ended || signal?.aborted) throw new SessionEnded('The session has ended.');
    const held = await connect();
    if (held.lost) throw new DatabaseUnavailable();
    if (signal?.aborted) throw new SessionEnded('The request was given up.');
    running++;
    try {
      return await held.answer(held.run<Row>(statement));
    } finally {
      running--;
    }
  }

  /** Until nothing runs: a cancellation that comes between two statements ends neither. */
  async function cancel(held: Connection): Promise<void> {
    while (running > 0 && !held.lost) {
      await held.cancel();
      if (running > 0) await setTimeout(AGAIN);
    }
  }

  const giveUp = () => {
    cancelled = connection?.then(cancel, () => {}) ?? null;
  };
  signal?.addEventListener('abort', giveUp, { once: true });

  async function end(word: 'commit' | 'rollback'): Promise<void> {
    ended = true;
    signal?.removeEventListener('abort', giveUp);
    if (!connection) return;
    const held = await connection;
    // The connection is nobody else's before the server has heard what was not meant for them.
    await cancelled;
    if (held.lost && word === 'commit') throw new DatabaseUnavailable();
    await held.end(word);
  }

  return {
    sql: (text, ...values) => run(fragment(text, ...values)),
    async commit(event, ...more) {
      if (!event) return end('commit');
      const held = await connect();
      if (held.lost) throw new DatabaseUnavailable();
      // The commit goes out right behind the insert, one wait for both; if the insert fails, so does the commit.
      const written = held.answer(held.run(insertEvents([event, ...more], options.settings)).execute());
      await Promise.all([written, end('commit')]);
    },
    async rollback() {
      await end('rollback').catch(() => {});
    },
  };
}
