import type { Sql } from '@caretrail/db/provenance';
import { anchorProgress } from './progress.ts';

/** Where anchoring and indexing stand, as the database has it. */
export interface WorkerFigures {
  /** Versions that no anchored checkpoint covers. */
  readonly pending: number;
  /** Seconds since the oldest checkpoint was closed that is not anchored; 0 where none waits. */
  readonly anchorLag: number;
  /** Logs that a refused checkpoint has stopped. */
  readonly stopped: number;
  /** Blocks of the channel that are indexed. */
  readonly indexed: number;
  /** Submissions of contracts that the ledger has not decided. */
  readonly submissions: number;
  /** Cases under which unusually much was read, that nobody has looked at. */
  readonly caseAlerts: number;
}

export async function workerFigures(sql: Sql, channel: string): Promise<WorkerFigures> {
  const { pending, stopped } = await anchorProgress(sql);
  const [row] = await sql<{ lag: string; indexed: string | null; submissions: string; alerts: string }>`
    select coalesce(extract(epoch from now() - min(created_at)), 0) as lag,
      (select next_block from provenance.indexer where channel = ${channel}) as indexed,
      (select count(*) from provenance.submission where state = 'PENDING') as submissions,
      (select count(*) from access.case_alert where reviewed_at is null) as alerts
    from provenance.checkpoint where state = 'PENDING'`;
  return {
    pending,
    stopped: new Set(stopped.map(({ log }) => log)).size,
    anchorLag: Math.max(0, Number(row?.lag ?? 0)),
    indexed: Number(row?.indexed ?? 0),
    submissions: Number(row?.submissions ?? 0),
    caseAlerts: Number(row?.alerts ?? 0),
  };
}
