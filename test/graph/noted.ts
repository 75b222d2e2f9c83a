import type { Pool } from '@caretrail/db';

/** Notes the texts that sessions send on the connections they reserve. */
export function noted(pool: Pool, sent: string[]): Pool {
  const reserve = async () => {
    const reserved = await pool.reserve();
    return new Proxy(reserved, {
      get: (target, key) =>
        key === 'unsafe'
          ? (...given: Parameters<typeof target.unsafe>) => {
              sent.push(given[0]);
              return target.unsafe(...given);
            }
          : Reflect.get(target, key),
    });
  };
  return new Proxy(pool, {
    get: (target, key) => (key === 'reserve' ? reserve : Reflect.get(target, key)),
  });
}
