import type { ReservedSql, Sql } from 'postgres';

/** Seconds that whoever holds a connection of a pool that was given up may keep it. */
const GRACE = 15;

interface Generation {
  readonly sql: Sql;
  /** Those who wait for a connection of their own. */
  readonly waiting: Set<(error: unknown) => void>;
}

/**
 * A pool that outlives its server. When connecting fails, postgres.js tells whoever waits to reserve a connection, and yet
 * keeps their place: later it hands them a connection, which nobody takes and nobody gives back. Some failures at once
 * (a server that is started again) leave a pool whose connections are all gone, where every request waits for ever. So at the
 * first reservation that fails, all that wait are told, and the pool behind is replaced by a new one.
 *
 * @param onEnd - ends what belongs to the pool, when it ends
 */
export function lastingPool(make: () => Sql, onEnd = async (): Promise<void> => {}): Sql {
  const open = (): Generation => ({ sql: make(), waiting: new Set() });
  let current = open();
  let ended = false;

  function giveUp(broken: Generation, error: unknown): void {
    if (broken !== current || ended) return;
    current = open();
    for (const reject of broken.waiting) reject(error);
    broken.waiting.clear();
    broken.sql.end({ timeout: GRACE }).catch(() => {});
  }

  function reserve(): Promise<ReservedSql> {
    const generation = current;
    const { sql, waiting } = generation;
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      sql.reserve().then(
        // Whoever was told already is not there to give it back.
        (held) => (waiting.delete(reject) ? resolve(held) : held.release()),
        (error: unknown) => {
          reject(error);
          waiting.delete(reject);
          giveUp(generation, error);
        },
      );
    });
  }

  const end: Sql['end'] = async (options) => {
    ended = true;
    await Promise.all([current.sql.end(options), onEnd()]);
  };

  return new Proxy(current.sql, {
    apply: (_, self, parts) => Reflect.apply(current.sql, self, parts),
    get(_, name) {
      if (name === 'reserve') return reserve;
      return name === 'end' ? end : Reflect.get(current.sql, name);
    },
  });
}
