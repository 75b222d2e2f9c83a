import type { Sql } from 'postgres';

/**
 * Ends what the connections of a pool do now, by a connection of its own: those of the pool may all be busy with what is to be
 * ended. postgres.js has a way too, and it must not be used: it tells nobody when it is done and so ends whatever the connection
 * does by then, and it loses the answer of a statement that was sent behind others, so that each later one, of the next request
 * too, is given the answer of the one before.
 */
export class Canceller {
  readonly #make: () => Sql;
  #sql: Sql | null = null;

  /** @param make - connections of the pool's login, one at a time; nothing is sent before the first that is cancelled */
  constructor(make: () => Sql) {
    this.#make = make;
  }

  /** When this resolves the server has been told: what is sent later is not meant any more. */
  async cancel(pid: number): Promise<void> {
    this.#sql ??= this.#make();
    await this.#sql.unsafe('select pg_cancel_backend($1)', [pid]);
  }

  async end(): Promise<void> {
    await this.#sql?.end({ timeout: 1 });
  }
}
