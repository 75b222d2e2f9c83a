import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Hub } from '../../serve/options.ts';
import { startTestHub } from '../../test/test-hub.ts';
import { createTracer } from './open-telemetry.ts';
import type { Tracer } from './tracer.ts';

const exported = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              status: z.object({ code: z.number() }),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Spans = z.infer<typeof exported>['resourceSpans'][number]['scopeSpans'][number]['spans'];

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

const received: string[] = [];
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
let hub: Hub;
let tracer: Tracer;
let spans: Spans;

async function ask(body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer clinician', ...headers },
    body: JSON.stringify(body),
  });
}

beforeAll(async () => {
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address = collector.address();
  const port = typeof address === 'object' ? address?.port : 0;
  tracer = createTracer('hub', `http://127.0.0.1:${port}/`);
  hub = await startTestHub({ tracer });
  const query = 'query Josephine($id: ID!) { patient(id: $id) { state trace { record } } }';
  const traceparent = `00-${TRACE}-${PARENT}-01`;
  expect((await ask({ query, variables: { id: 'p17' } }, { traceparent })).status).toBe(200);
  await ask({ query: '{ nothing }' }, { traceparent: 'Josephine' });
  await hub.close();
  await tracer.close();
  spans = received.flatMap((text) =>
    exported
      .parse(JSON.parse(text))
      .resourceSpans.flatMap((one) => one.scopeSpans.flatMap((two) => two.spans)),
  );
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
    const text = received.join('\n');
    expect(text).not.toMatch(/Josephine|p17|patient\(|nothing/);
    expect(text).toContain('"service.name"');
  });
});
