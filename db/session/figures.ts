import type { Pool } from './pool.ts';

/** What PostgreSQL counts of the database that a pool is connected to; totals since its statistics were last reset. */
export interface DatabaseFigures {
  readonly connections: number;
  readonly connectionLimit: number;
  /** Bytes on disk. */
  readonly size: number;
  readonly commits: number;
  readonly rollbacks: number;
  /** Blocks of 8 kB found in PostgreSQL's own cache, and those asked of the system. */
  readonly cached: number;
  readonly read: number;
  readonly deadlocks: number;
  /** Bytes written to temporary files: sorts and hashes that did not fit in memory. */
  readonly temporary: number;
}

/** Readable for every login. */
export async function databaseFigures(pool: Pool): Promise<DatabaseFigures> {
  const [row] = await pool<Record<keyof DatabaseFigures, string>[]>`
    select numbackends as connections, current_setting('max_connections') as "connectionLimit",
      pg_database_size(datid) as size, xact_commit as commits, xact_rollback as rollbacks,
      blks_hit as cached, blks_read as read, deadlocks, temp_bytes as temporary
    from pg_stat_database where datname = current_database()`;
  if (!row) throw new Error('PostgreSQL keeps no statistics');
  const of = (figure: keyof DatabaseFigures): number => Number(row[figure]);
  return {
    connections: of('connections'),
    connectionLimit: of('connectionLimit'),
    size: of('size'),
    commits: of('commits'),
    rollbacks: of('rollbacks'),
    cached: of('cached'),
    read: of('read'),
    deadlocks: of('deadlocks'),
    temporary: of('temporary'),
  };
}
