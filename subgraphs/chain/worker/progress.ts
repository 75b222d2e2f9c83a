import type { Sql } from '@caretrail/db/provenance';

/** How far anchoring is; a launcher is ready when nothing is pending. */
export interface AnchorProgress {
  /** Versions of records that no anchored checkpoint covers; access events come with every read and are not waited for. */
  readonly pending: number;
  /** Logs that a refused checkpoint has stopped, with the reason. */
  readonly stopped: readonly {
    readonly log: string;
    readonly size: number;
    readonly reason: string | null;
  }[];
}

/** Counts by the logs' sizes, so that it costs the same with a million versions. */
export async function anchorProgress(sql: Sql): Promise<AnchorProgress> {
  const [count] = await sql<{ pending: string }>`
    select coalesce(sum(log.size - coalesce(anchored.size, 0) + waiting.versions), 0) as pending
    from provenance.log
    left join lateral (
      select max(checkpoint.size) as size from provenance.checkpoint
      where checkpoint.log = log.name and checkpoint.state = 'ANCHORED'
    ) anchored on true
    left join lateral (
      select count(*) as versions from provenance.version
      where version.log = log.name and version.position is null
    ) waiting on true
    where log.name not like '%/access'`;
  const stopped = await sql<{ log: string; size: string; reason: string | null }>`
    select log, size, reason from provenance.checkpoint where state = 'FAILED' order by log, size`;
  return {
    pending: Number(count?.pending ?? 0),
    stopped: stopped.map(({ log, size, reason }) => ({ log, size: Number(size), reason })),
  };
}
