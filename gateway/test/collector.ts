import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

const spanShape = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  status: z.object({ code: z.number() }),
});
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({
        attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string() }) })),
      }),
      scopeSpans: z.array(z.object({ spans: z.array(spanShape) })),
    }),
  ),
});

/** A span as a collector gets it, with the process that sent it. */
export type SentSpan = z.infer<typeof spanShape> & { readonly process: string };

/** A collector of traces (OTLP over HTTP, JSON) on loopback that keeps what it is sent. */
export async function startCollector() {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const spansOf = (text: string): SentSpan[] =>
    exported.parse(JSON.parse(text)).resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const instance = resource.attributes.find(({ key }) => key === 'service.instance.id');
      const process = instance?.value.stringValue ?? '';
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, process })));
    });
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
    text: () => received.join('\n'),
    spans: () => received.flatMap(spansOf),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
