import { addFigure } from '@caretrail/kit/observe/metrics';
import type { Registry } from 'prom-client';

/** What PostgreSQL tells of itself. */
interface DatabaseState {
  readonly connections: number;
  readonly connectionLimit: number;
  readonly size: number;
  readonly commits: number;
  readonly rollbacks: number;
  readonly cached: number;
  readonly read: number;
  readonly deadlocks: number;
  readonly temporary: number;
}

/** Shows what `read` says, null where the database does not answer; call the result before each scrape. */
export function addDatabaseMetrics(
  registry: Registry,
  read: () => Promise<DatabaseState | null>,
): () => Promise<void> {
  const figure = (name: string, help: string, labels: readonly string[] = []) =>
    addFigure(registry, { name, help, labels, ...(name.endsWith('_total') && { total: true }) });
  const up = figure('caretrail_database_up', '1 if PostgreSQL answers, 0 if not.');
  const size = figure('caretrail_database_size_bytes', 'Size of the database on disk.');
  const connections = figure('caretrail_database_connections', 'Connections to the database.');
  const limit = figure('caretrail_database_connections_limit', 'Most connections the server takes.');
  const ended = figure('caretrail_database_transactions_total', 'Transactions, by how they ended.', [
    'result',
  ]);
  const blocks = figure('caretrail_database_blocks_total', 'Blocks read, by where they were found.', [
    'source',
  ]);
  const deadlocks = figure('caretrail_database_deadlocks_total', 'Deadlocks that the server has resolved.');
  const temporary = figure('caretrail_database_temporary_bytes_total', 'Bytes written to temporary files.');
  return async () => {
    const state = await read();
    for (const one of [up, size, connections, limit, ended, blocks, deadlocks, temporary]) one.clear();
    up.show(state === null ? 0 : 1);
    if (state === null) return;
    size.show(state.size);
    connections.show(state.connections);
    limit.show(state.connectionLimit);
    ended.show(state.commits, 'committed');
    ended.show(state.rollbacks, 'rolled-back');
    blocks.show(state.cached, 'cache');
    blocks.show(state.read, 'system');
    deadlocks.show(state.deadlocks);
    temporary.show(state.temporary);
  };
}
