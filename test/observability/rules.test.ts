import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERTS, dashboardExpressions, SCRAPE } from './deployed.ts';
import { isThere, promtool } from './promtool.ts';

const present = isThere('promtool');
if (!present)
  process.stderr.write(
    'Skipped: rules and dashboards, for want of promtool (Debian: apt-get install prometheus).\n',
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(value)); // JSON is YAML
  return file;
}

/** Samples every 15 s: `values` as promtool writes series (`1x4 0x40`). */
const alerting = (series: string, values: string, alertname: string, labels: object | null) => ({
  rule_files: [ALERTS],
  evaluation_interval: '15s',
  tests: [
    {
      interval: '15s',
      input_series: [{ series, values }],
      alert_rule_test: [
        { eval_time: '10m', alertname, exp_alerts: labels === null ? [] : [{ exp_labels: labels }] },
      ],
    },
  ],
});

describe.skipIf(!present)('the alert rules', () => {
  it('and the scrape configuration are sound', () => {
    expect(promtool('check', 'config', SCRAPE)).toContain('SUCCESS');
    expect(promtool('check', 'rules', ALERTS)).toContain('SUCCESS');
  });

  it.each([
    ['CaretrailLedgerDown', 'caretrail_ledger_up', '1x4 0x60'],
    ['CaretrailDatabaseDown', 'caretrail_database_up', '1x4 0x60'],
    ['CaretrailProcessDown', 'caretrail_process_up{process="hub"}', '1x4 0x60'],
    ['CaretrailLogStopped', 'caretrail_logs_stopped', '0x4 1x60'],
    ['CaretrailCaseVolume', 'caretrail_case_alerts_open', '0x4 1x60'],
    ['CaretrailAnchorsLate', 'caretrail_anchor_lag_seconds', '0x4 301x60'],
    ['CaretrailBudgetsSpent', 'caretrail_rate_limited_total{tier="public"}', '0x4 0+30x60'],
    ['CaretrailPoolExhausted', 'caretrail_pool_connections{state="waiting"}', '0x4 3x60'],
  ])('%s fires, and is silent while all is well', (name, series, values) => {
    const firing = () =>
      promtool('test', 'rules', written('test.json', alerting(series, values, name, null)));
    expect(firing).toThrow(); // it is expected to be silent, and is not
    const well = `${values.split('x')[0]}x60`;
    const silent = written('test.json', alerting(series, well, name, null));
    expect(promtool('test', 'rules', silent)).toContain('SUCCESS');
  });
});

describe.skipIf(!present)('the dashboards', () => {
  it('ask in expressions that Prometheus reads', () => {
    const rules = dashboardExpressions().map(({ text }, place) => ({ record: `panel:${place}`, expr: text }));
    expect(rules.length).toBeGreaterThan(30);
    const file = written('panels.json', { groups: [{ name: 'panels', rules }] });
    expect(promtool('check', 'rules', file)).toContain(`${rules.length} rules found`);
  });
});
