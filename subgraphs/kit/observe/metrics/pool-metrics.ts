import { Gauge, type Registry } from 'prom-client';

/** How a pool of database connections is used. */
export interface PoolUse {
  readonly size: number;
  readonly used: number;
  readonly waiting: number;
}

/** Shows the pools of a process, by the login whose connections they are; read when somebody scrapes. */
export function addPoolMetrics(registry: Registry, pools: ReadonlyMap<string, () => PoolUse>): void {
  const states = ['used', 'waiting', 'size'] as const;
  new Gauge({
    name: 'caretrail_pool_connections',
    help: 'Database connections of a pool: most there may be, held by requests, and requests that wait for one.',
    labelNames: ['login', 'state'] as const,
    registers: [registry],
    collect() {
      for (const [login, use] of pools) {
        const now = use();
        for (const state of states) this.set({ login, state }, now[state]);
      }
    },
  });
}
