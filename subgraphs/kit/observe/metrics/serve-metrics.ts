import { once } from 'node:events';
import { createServer } from 'node:http';

/** Content type of Prometheus' text format. */
const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/** A port for Prometheus. */
export interface MetricsServer {
  /** Address of the metrics: `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `GET /metrics` on a port of its own: figures are for the operator's own collector, not for callers of the hub.
 * @param host - address to listen on: loopback, unless the collector is elsewhere
 */
export async function serveMetrics(
  port: number,
  text: () => Promise<string>,
  host = '127.0.0.1',
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    text().then(
      (body) => response.writeHead(200, { 'content-type': TEXT_FORMAT }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The metrics have no address');
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
