import type { Pool } from '@caretrail/db/provenance';

/** One number for all workers of a database: positions are given by one transaction at a time. */
const LOCK = 0x66656564;
/** Rows that one transaction numbers. */
const MOST = 5_000;

/**
 * Gives positions to what has happened since, in the order in which it was written. The lock is held until the commit, so
 * whoever sees a position sees all lower ones: a reader that goes on from its last one misses nothing.
 * @returns how many rows got a position
 */
export async function numberFeed(pool: Pool): Promise<number> {
  const [fresh] = await pool`select from provenance.feed where position is null limit 1`;
  if (!fresh) return 0;
  return pool.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`;
    const [head] = await sql<{ position: string; numbered: number }>`
      with fresh as (
        select id, row_number() over (order by id) as place
        from (select id from provenance.feed where position is null order by id limit ${MOST}) waiting
      ), numbered as (
        update provenance.feed set position = feed_head.position + fresh.place
        from provenance.feed_head, fresh where feed.id = fresh.id returning feed.position
      )
      select max(position) as position, count(*)::int as numbered from numbered`;
    if (!head || head.numbered === 0) return 0;
    await sql`update provenance.feed_head set position = ${head.position}`;
    return head.numbered;
  });
}

/** Forgets what is older than so many days; a stream that was away for longer is told that it missed something. */
export async function pruneFeed(pool: Pool, days: number): Promise<void> {
  await pool.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`;
    const [old] = await sql<{ position: string | null }>`
      select max(position) as position from provenance.feed where at < now() - make_interval(days => ${days})`;
    if (!old?.position) return;
    await sql`delete from provenance.feed where position <= ${old.position}`;
    await sql`update provenance.feed_head set gone = ${old.position}`;
  });
}
