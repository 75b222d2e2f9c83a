import { once } from 'node:events';
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds between two looks at whether a backend is ready. */
const LOOK = 50;

/** A balancer in small: in turn to whoever says that it is ready, connections kept open, nothing asked twice. */
export async function startBalancer() {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const backends = new Map<string, boolean>();
  const answered = new Map<string, number>();
  let turn = 0;

  async function look(): Promise<void> {
    for (const url of backends.keys()) {
      const ready = await fetch(`${url}/healthz/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (backends.has(url)) backends.set(url, ready);
    }
  }
  const looking = setInterval(() => void look(), LOOK);

  function forward(from: IncomingMessage, to: ServerResponse): void {
    const ready = [...backends].filter(([, is]) => is).map(([url]) => url);
    const url = ready[turn++ % ready.length];
    if (url === undefined) return void to.writeHead(503).end();
    const { method, headers } = from;
    const asked = ask(`${url}${from.url}`, {
      method,
      headers: { ...headers, connection: 'keep-alive' },
      agent,
    });
    asked.on('response', (answer) => {
      answered.set(url, (answered.get(url) ?? 0) + 1);
      const { connection: _hop, ...rest } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(to);
    });
    asked.on('error', () => (to.headersSent ? to.destroy() : to.writeHead(502).end()));
    from.pipe(asked);
  }

  const server = createServer(forward);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Answers by backend. */
    answered,
    async add(url: string): Promise<void> {
      backends.set(url, false);
      while (backends.get(url) !== true) await new Promise((resolve) => setTimeout(resolve, LOOK));
    },
    remove: (url: string) => backends.delete(url),
    async close(): Promise<void> {
      clearInterval(looking);
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
