import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ALERTS, dashboardExpressions, exported, metricsIn } from '../observability/deployed.ts';
import { type Asker, openAsker } from './asker.ts';
import { runFile } from './run-file.ts';

let asker: Asker;
beforeAll(async () => {
  asker = await openAsker();
});

const scrape = async () => (await fetch(runFile().metrics)).text();

/** Values of the samples whose line starts like this. */
function samples(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)))
    .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));
}
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('the metrics of a running system', () => {
  it('are all that dashboards and alerts name', async () => {
    const there = exported(await scrape());
    const named = dashboardExpressions().flatMap(({ place, text }) =>
      metricsIn(text).map((name) => ({ place, name })),
    );
    const alerted = metricsIn(readFileSync(ALERTS, 'utf8')).map((name) => ({ place: 'alerts', name }));
    expect([...named, ...alerted].filter(({ name }) => !there.has(name))).toEqual([]);
  });

  it('show every process, the machine, and a ledger and an index that are level', async () => {
    const text = await scrape();
    for (const process of ['hub', 'worker', 'ledger', 'chaincode', 'database']) {
      expect(samples(text, 'caretrail_process_up', { process })).toEqual([1]);
      expect(samples(text, 'caretrail_process_cpu_seconds_total', { process })[0]).toBeGreaterThan(0);
      expect(samples(text, 'caretrail_process_memory_bytes', { process })[0]).toBeGreaterThan(1e7);
    }
    expect(samples(text, 'caretrail_ledger_up')).toEqual([1]);
    expect(samples(text, 'caretrail_ledger_height_blocks')[0]).toBeGreaterThan(5);
    await expect.poll(async () => samples(await scrape(), 'caretrail_index_lag_blocks')).toEqual([0]);
    expect(samples(text, 'caretrail_database_size_bytes')[0]).toBeGreaterThan(1e6);
  });

  it('count requests and refusals by what callers cannot make up', async () => {
    const count = async (labels: Record<string, string>) =>
      total(samples(await scrape(), 'caretrail_requests_total', labels));
    const before = await count({ tier: 'hospital', operation: 'Patients' });
    const refused = async () =>
      total(samples(await scrape(), 'caretrail_denials_total', { policy: 'person.see', tier: 'hospital' }));
    const refusedBefore = await refused();
    await asker.ask('clinician', 'query Patients { patients(first: 1) { totalCount } }');
    await asker.ask('analyst', 'query Patients { patients(first: 1) { totalCount } }');
    expect(await count({ tier: 'hospital', operation: 'Patients' })).toBe(before + 2);
    expect(await refused()).toBe(refusedBefore + 1);
    const series = async () => samples(await scrape(), 'caretrail_requests_total').length;
    for (let n = 0; n < 60; n++) await asker.ask('public', `query JohnSmith${n} { network { consensus } }`);
    const most = await series();
    for (let n = 60; n < 200; n++) await asker.ask('public', `query JohnSmith${n} { network { consensus } }`);
    expect(await series()).toBeLessThanOrEqual(most + 16);
    expect(await scrape()).not.toContain('JohnSmith');
  });

  it('are on a port of their own, and nothing else is', async () => {
    expect((await fetch(`${inject('system').url}/metrics`)).headers.get('content-type')).toContain(
      'text/html',
    );
    expect((await fetch(new URL('/graphql', runFile().metrics))).status).toBe(404);
    expect(new URL(runFile().metrics).hostname).toBe('127.0.0.1');
  });
});
