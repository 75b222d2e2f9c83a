import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SentSpan, startCollector } from '../../gateway/test/collector.ts';
import { openAsker } from './asker.ts';
import { type Program, type Programs, startPrograms } from './programs.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const REQUEST = '6f1c2a4e-58d1-4d0a-9b55-0d9f6f0f7a11';
const QUERY = '{ patients(first: 1) { nodes { trace { anchor } claims(first: 1) { totalCount } } } }';

let collector: Awaited<ReturnType<typeof startCollector>>;
let programs: Programs;
let hub: Program;
let worker: Program;
let scraped: Record<string, string>;
let spans: readonly SentSpan[];

const scrape = async ({ metrics }: Program) => (await fetch(metrics)).text();

beforeAll(async () => {
  collector = await startCollector();
  programs = await startPrograms({
    CARETRAIL_LOG: 'info',
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  [hub, worker] = await Promise.all([programs.startHub(), programs.startWorker()]);
  const { subgraphs } = programs;
  await fetch(`${subgraphs.patients.url}/graphql`, { method: 'POST' });
  const asker = await openAsker(hub.url);
  const { errors } = await asker.ask('clinician', QUERY, {
    headers: { 'x-request-id': REQUEST, traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
  });
  expect(errors).toBeUndefined();
  scraped = Object.fromEntries(
    await Promise.all(
      Object.entries({ ...subgraphs, hub, worker }).map(async ([name, one]) => [name, await scrape(one)]),
    ),
  );
  // Spans that are still held leave when their process ends.
  await Promise.all([worker.stop(), programs.stop()]);
  spans = collector.spans().filter(({ traceId }) => traceId === TRACE);
}, 90_000);
afterAll(async () => {
  await programs?.stop();
  collector?.close();
}, 60_000);

describe('a request over a hub and subgraphs in processes of their own', () => {
  it('is one trace: what a subgraph does hangs below the hub’s fetch from it', () => {
    const [root, ...others] = spans.filter(({ name }) => name === 'POST /graphql');
    expect([root?.process, root?.parentSpanId, others]).toEqual(['hub', '00f067aa0ba902b7', []]);
    const remote = spans.filter(({ name }) => name === 'fetch');
    expect(new Set(remote.map(({ process }) => process))).toEqual(new Set(['patients', 'claims', 'chain']));
    for (const { process, parentSpanId } of remote) {
      const parent = spans.find(({ spanId }) => spanId === parentSpanId);
      expect([parent?.process, parent?.name]).toEqual(['hub', `fetch ${process}`]);
      expect(spans.find(({ spanId }) => spanId === parent?.parentSpanId)).toBe(root);
    }
    const transactions = spans.filter(({ name }) => name === 'database transaction');
    expect(transactions.length).toBeGreaterThanOrEqual(3);
    for (const { parentSpanId } of transactions)
      expect(remote.map(({ spanId }) => spanId)).toContain(parentSpanId);
  });

  it('stands under one id in the log of each', () => {
    for (const program of [hub, ...Object.values(programs.subgraphs)]) {
      const lines = program
        .log()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      expect(lines.filter(({ request }) => request === REQUEST).length).toBeGreaterThan(0);
    }
  });
});

describe('a program alone', () => {
  it.each(['hub', 'patients', 'claims', 'chain', 'worker'])('%s has metrics of its own', (name) => {
    expect(scraped[name]).toMatch(
      new RegExp(`^caretrail_process_cpu_seconds_total\\{.*process="${name}".*\\} [0-9.]+$`, 'm'),
    );
    expect(scraped[name]).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('counts what it does', () => {
    expect(scraped['hub']).toMatch(/^caretrail_requests_total\{tier="hospital",.*\} 1$/m);
    expect(scraped['hub']).toMatch(/^caretrail_subgraph_fetch_duration_seconds_count\{.*claims.*\} 1$/m);
    expect(scraped['claims']).toMatch(/^caretrail_fetches_total\{tier="hospital",outcome="answered".*\} 1$/m);
    expect(scraped['claims']).toContain('caretrail_pool_connections{login="caretrail_claims",state="size"');
    expect(scraped['patients']).toMatch(/^caretrail_contexts_refused_total\{fault="MISSING".*\} 1$/m);
    expect(scraped['worker']).toMatch(/^caretrail_ledger_up\{.*\} 1$/m);
  });
});
