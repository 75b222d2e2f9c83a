import { addFigure } from '@caretrail/kit/observe/metrics';
import type { Registry } from 'prom-client';

/** Where ledger, index and anchoring stand; null: it could not be asked. */
export interface LedgerState {
  /** Blocks of the peer's chain; null: the ledger does not answer. */
  readonly height: number | null;
  /** Null: the database does not answer. */
  readonly figures: {
    readonly pending: number;
    readonly anchorLag: number;
    readonly stopped: number;
    readonly indexed: number;
    readonly submissions: number;
    readonly caseAlerts: number;
  } | null;
  readonly breaker: { readonly state: 'closed' | 'open' | 'half-open'; readonly openings: number };
}

/** Shows what `read` says; call the result before each scrape. */
export function addLedgerMetrics(registry: Registry, read: () => Promise<LedgerState>): () => Promise<void> {
  const figure = (name: string, help: string) => addFigure(registry, { name, help });
  const up = figure('caretrail_ledger_up', '1 if the ledger’s peer answers, 0 if not.');
  const height = figure('caretrail_ledger_height_blocks', 'Blocks of the channel on the peer.');
  const indexed = figure('caretrail_index_height_blocks', 'Blocks of the channel that are indexed.');
  const indexLag = figure('caretrail_index_lag_blocks', 'Blocks on the peer that are not indexed yet.');
  const pending = figure(
    'caretrail_anchor_pending_versions',
    'Record versions under no anchored checkpoint.',
  );
  const lag = figure('caretrail_anchor_lag_seconds', 'Age of the oldest checkpoint that is not anchored.');
  const stopped = figure('caretrail_logs_stopped', 'Logs that a refused checkpoint has stopped.');
  const submissions = figure(
    'caretrail_submissions_pending',
    'Calls of contracts that the ledger has not decided.',
  );
  const alerts = figure(
    'caretrail_case_alerts_open',
    'Regulatory cases under which unusually much was read, that nobody has looked at.',
  );
  const open = figure(
    'caretrail_ledger_breaker_open',
    '1 while the ledger is left alone after failures, else 0.',
  );
  const openings = addFigure(registry, {
    name: 'caretrail_ledger_breaker_openings_total',
    help: 'How often the ledger was left alone after failures.',
    total: true,
  });
  const all = [up, height, indexed, indexLag, pending, lag, stopped, submissions, alerts, open, openings];
  return async () => {
    const state = await read();
    const { figures } = state;
    for (const one of all) one.clear();
    up.show(state.height === null ? 0 : 1);
    height.show(state.height);
    indexed.show(figures?.indexed ?? null);
    if (state.height !== null && figures) indexLag.show(Math.max(0, state.height - figures.indexed));
    pending.show(figures?.pending ?? null);
    lag.show(figures?.anchorLag ?? null);
    stopped.show(figures?.stopped ?? null);
    submissions.show(figures?.submissions ?? null);
    alerts.show(figures?.caseAlerts ?? null);
    open.show(state.breaker.state === 'closed' ? 0 : 1);
    openings.show(state.breaker.openings);
  };
}
