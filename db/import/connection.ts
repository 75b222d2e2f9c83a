import type { ISql, ReservedSql, Sql } from 'postgres';

/** What statements are run on, inside a transaction or not. */
export type Queries = ISql;

/**
 * A connection of our own that tells when it is lost. A statement that postgres.js sends on a reserved connection while it is
 * being lost is never answered, and one that it sends later ends the process: work ends with the connection, and after
 * a loss nothing is sent and nothing given back.
 */
export class Connection {
  readonly #sql: ReservedSql;
  readonly #lost = new AbortController();

  private constructor(sql: ReservedSql) {
    this.#sql = sql;
  }

  static async open(pool: Sql): Promise<Connection> {
    const connection = new Connection(await pool.reserve());
    await connection.use(() => connection.#watch());
    return connection;
  }

  /** Aborted when the connection is lost. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Runs statements. @throws what they throw, or the reason of the loss when the connection is lost before they end */
  async use<T>(work: (sql: ReservedSql) => Promise<T>): Promise<T> {
    const { lost } = this;
    lost.throwIfAborted();
    return new Promise((resolve, reject) => {
      const fail = () => reject(lost.reason);
      lost.addEventListener('abort', fail, { once: true });
      // Taken off again: a race against one long promise would keep the result of every use.
      const done = () => lost.removeEventListener('abort', fail);
      work(this.#sql).then(resolve, reject).finally(done);
    });
  }

  /** Runs last statements, if there is still someone to run them, and gives the connection back. */
  async close(last: (sql: ReservedSql) => Promise<unknown> = async () => {}): Promise<void> {
    try {
      await this.use(last);
    } catch (error) {
      if (!this.lost.aborted) throw error;
    } finally {
      if (!this.lost.aborted) this.#sql.release();
    }
  }

  /** The hook by which the `begin` of postgres.js learns of a loss. */
  async #watch(): Promise<void> {
    const onclose = (error: unknown) => this.#lost.abort(error);
    const options = {
      prepare: false,
      onexecute: (held: object) => {
        Object.assign(held, { onclose });
        return true;
      },
    };
    await this.#sql.unsafe('select', [], options);
  }
}

/** One transaction on a connection of its own: committed when `work` ends well, undone otherwise. */
export async function transact<T>(pool: Sql, work: (sql: Queries) => Promise<T>): Promise<T> {
  const connection = await Connection.open(pool);
  try {
    const result = await connection.use(async (sql) => {
      await sql.unsafe('begin');
      const done = await work(sql);
      const { command } = await sql.unsafe('commit');
      if (command !== 'COMMIT') throw new Error('the batch could not be committed');
      return done;
    });
    await connection.close();
    return result;
  } catch (error) {
    await connection.close((sql) => sql.unsafe('rollback')).catch(() => {});
    throw error;
  }
}
