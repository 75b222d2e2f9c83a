import { createInterface } from 'node:readline';
import { z } from 'zod';

/** The line of configuration on standard input. */
const configuration = z.object({
  /** TCP port on loopback; 0 takes a free one. */
  port: z.int().min(0).max(65_535).default(0),
  /** Path of a socket to listen on instead; one that a killed process left is taken over. */
  socket: z.string().min(1).optional(),
  id: z.string().default('caretrail_1.0'),
});

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  start(line).catch((error: unknown) => {
    process.stderr.write(`${JSON.stringify({ level: 60, process: 'chaincode', msg: String(error) })}\n`);
    process.exit(1);
  });
});
const stop = () => process.exit(0);
lines.once('close', stop);
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

async function start(line: string): Promise<void> {
  const { port, socket, id } = configuration.parse(JSON.parse(line));
  const { serveChaincode } = await import('./serve.ts');
  const address = await serveChaincode({
    address: socket === undefined ? `127.0.0.1:${port}` : `unix:${socket}`,
    id,
  });
  process.stdout.write(`${JSON.stringify({ ready: { address } })}\n`);
}
