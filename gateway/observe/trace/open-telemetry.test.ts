import type { Tracer } from '@caretrail/kit/observe';
import { createTracer } from '@caretrail/kit/observe/trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hub } from '../../serve/options.ts';
import { type SentSpan, startCollector } from '../../test/collector.ts';
import { startTestHub } from '../../test/test-hub.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

let collector: Awaited<ReturnType<typeof startCollector>>;
let hub: Hub;
let tracer: Tracer;
let spans: readonly SentSpan[];

async function ask(body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer clinician', ...headers },
    body: JSON.stringify(body),
  });
}

beforeAll(async () => {
  collector = await startCollector();
  tracer = createTracer('hub', collector.url);
  hub = await startTestHub({ tracer });
  const query = 'query Josephine($id: ID!) { patient(id: $id) { state trace { record } } }';
  const traceparent = `00-${TRACE}-${PARENT}-01`;
  expect((await ask({ query, variables: { id: 'p17' } }, { traceparent })).status).toBe(200);
  await ask({ query: '{ nothing }' }, { traceparent: 'Josephine' });
  await hub.close();
  await tracer.close();
  spans = collector.spans();
});
afterAll(() => collector.close());

describe('the trace of a request', () => {
  it('continues the caller’s, and has a span for each step', () => {
    const own = spans.filter(({ traceId }) => traceId === TRACE);
    const root = own.find(({ parentSpanId }) => parentSpanId === PARENT);
    expect(root?.name).toBe('POST /graphql');
    expect(own.filter((span) => span.parentSpanId === root?.spanId).map(({ name }) => name)).toEqual([
      'guard',
      'authorise',
      'plan',
      'fetch patients',
      'fetch trace',
      'commit patients',
      'commit trace',
    ]);
  });

  it('begins anew where the caller’s header is none, and shows what failed', () => {
    const guard = spans.find(({ name, status }) => name === 'guard' && status.code !== 0);
    expect(guard?.status.code).toBe(2);
    expect(spans.filter(({ traceId }) => traceId === guard?.traceId)[0]?.traceId).not.toBe(TRACE);
  });

  it('holds nothing that was asked: no variable, no name, no text', () => {
    const text = collector.text();
    expect(text).not.toMatch(/Josephine|p17|patient\(|nothing/);
    expect(text).toContain('"service.name"');
  });
});
