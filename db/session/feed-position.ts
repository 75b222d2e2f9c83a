import type { Pool } from './pool.ts';

/** The last position of the feed of changes: whether anything has happened, of whomever. */
export async function feedPosition(pool: Pool): Promise<number> {
  const [row] = await pool<{ position: string }[]>`select position from provenance.feed_head`;
  return Number(row?.position ?? 0);
}
