import type { ReservedSql } from 'postgres';
import type { SessionContext } from './context.ts';
import { asUnavailable, DatabaseUnavailable } from './database-unavailable.ts';
import { type Fragment, numbered } from './fragment.ts';
import { cancellerOf, countedUse, type Pool } from './pool.ts';

/** Without `simple: false` postgres.js sends a statement that has no parameters as text, to be planned each time. */
const PREPARED = { prepare: true, simple: false };

/** A connection in a transaction, until it is given back. */
export class Connection {
  readonly #sql: ReservedSql;
  readonly #pool: Pool;
  readonly #role: string;
  readonly #onFree: () => void;
  #lost = false;
  /** Told of a loss: those who wait for an answer. */
  readonly #waiting = new Set<() => void>();
  #held: object | null = null;
  /** The server's process behind it, once it has answered. */
  #backend: Promise<number | null> = Promise.resolve(null);

  private constructor(sql: ReservedSql, pool: Pool, role: string, onFree: () => void) {
    this.#sql = sql;
    this.#pool = pool;
    this.#role = role;
    this.#onFree = onFree;
  }

  /** Takes a connection and sends what opens the transaction, without waiting for its answer. */
  static async begin(
    pool: Pool,
    { role, settings, writes = false }: SessionContext & { readonly writes?: boolean },
  ): Promise<Connection> {
    const connection = await Connection.#reserve(pool, role);
    const { organization, subject, case: regulatoryCase, purpose } = settings;
    connection.#open(writes ? 'read committed' : 'repeatable read');
    // Setting `role` is SET LOCAL ROLE with a parameter: PostgreSQL checks that the login may take it. Nobody waits for
    // this statement: if it fails, every later one of the transaction does.
    const opened = connection.#sql<{ pid: number }[]>`
      select pg_backend_pid() as pid, set_config('role', ${role}, true), set_config('caretrail.organization', ${organization ?? ''}, true),
        set_config('caretrail.subject', ${subject ?? ''}, true),
        set_config('caretrail.case', ${regulatoryCase ?? ''}, true),
        set_config('caretrail.purpose', ${purpose ?? ''}, true)`;
    connection.#backend = connection.answer(opened).then(
      ([row]) => row?.pid ?? null,
      () => null,
    );
    return connection;
  }

  /** A connection out of the pool, counted among those in use until it is back or lost. */
  static async #reserve(pool: Pool, role: string): Promise<Connection> {
    const use = countedUse(pool);
    use.waiting += 1;
    const sql = await pool
      .reserve()
      .catch((error: unknown) => Promise.reject(asUnavailable(error)))
      .finally(() => {
        use.waiting -= 1;
      });
    use.used += 1;
    return new Connection(sql, pool, role, () => {
      use.used -= 1;
    });
  }

  /** True when the server or the network has ended the connection: it can be neither asked nor given back. */
  get lost(): boolean {
    return this.#lost;
  }

  /**
   * Runs a statement. Its text is marked with the role: PostgreSQL throws a kept plan away when the role has changed,
   * and with one text a role plans stay.
   */
  run<Row extends object>(statement: Fragment) {
    const text = `/*${this.#role}*/${numbered(statement)}`;
    return this.#sql.unsafe<Row[]>(text, [...statement.parameters], PREPARED);
  }

  /**
   * What a statement answers. postgres.js leaves those for ever without an answer that it had still to send when the
   * connection was lost.
   * @throws DatabaseUnavailable when it was lost meanwhile
   */
  answer<Value>(statement: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const lose = () => reject(new DatabaseUnavailable());
      this.#waiting.add(lose);
      const done = () => this.#waiting.delete(lose);
      statement.then(
        (value) => done() && resolve(value),
        (error: unknown) => done() && reject(asUnavailable(error)),
      );
    });
  }

  /** Has the server end what it does for this connection now; when this resolves, it has been told. Never throws. */
  async cancel(): Promise<void> {
    const pid = await this.#backend;
    if (pid === null || this.#lost) return;
    await cancellerOf(this.#pool)
      ?.cancel(pid)
      .catch(() => {});
  }

  /** Ends the transaction and gives the connection back. Throws when `commit` was answered with a rollback. */
  async end(word: 'commit' | 'rollback'): Promise<void> {
    if (this.#lost) return;
    try {
      const { command } = await this.answer(this.#sql.unsafe(word));
      if (word === 'commit' && command !== 'COMMIT')
        throw new Error('The transaction could not be committed.');
    } finally {
      this.#release();
    }
  }

  /**
   * postgres.js would write to a connection that has been lost between two statements, and the write ends the process.
   * The option by which its own `begin` learns of the loss tells us too; a test kills a backend to see that it does.
   */
  #open(isolation: 'read committed' | 'repeatable read'): void {
    const options = {
      prepare: false,
      onexecute: (held: object) => {
        this.#held = Object.assign(held, { onclose: () => this.#lose() });
        return true;
      },
    };
    this.#sql.unsafe(`begin isolation level ${isolation}`, [], options).catch(() => {});
  }

  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#onFree();
    // What postgres.js knows to be lost it says itself, and better: only what is left then is told here.
    setImmediate(() => {
      for (const tell of this.#waiting) tell();
      this.#waiting.clear();
    });
  }

  #release(): void {
    if (this.#lost) return;
    if (this.#held) Object.assign(this.#held, { onclose: null });
    this.#sql.release();
    this.#onFree();
  }
}
