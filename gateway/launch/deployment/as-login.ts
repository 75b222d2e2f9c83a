import { connect, type Pool } from '@caretrail/db';

/** Asks as a login that may see what is asked for: an administrator who is no superuser sees no rows. */
export async function asLogin<Value>(address: string, ask: (pool: Pool) => Promise<Value>): Promise<Value> {
  const pool = connect(address, { max: 1, name: 'caretrail command' });
  try {
    return await ask(pool);
  } finally {
    await pool.end();
  }
}
