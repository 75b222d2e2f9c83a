import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A subgraph that may do anything: it gives its schema when asked first, and then what a test tells it. */
export async function scriptedSubgraph(sdl: string) {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  let answer: Answer = (response) => json({ data: {} })(response);
  const server = createServer(async (request, response) => {
    sockets.add(request.socket);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const queries = [JSON.parse(body)].flat().map(({ query }) => String(query));
    if (queries[0]?.includes('_service')) return json({ data: { _service: { sdl } } })(response);
    asked.push(...queries);
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    asked,
    answers(next: Answer) {
      asked.length = 0;
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close').catch(() => {});
    },
  };
}

/** Answers a value, or a text as it is. */
export const json =
  (value: unknown, status = 200) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'caretrail-schema': 'one' });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
