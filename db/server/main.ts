import { createInterface } from 'node:readline';
import { parseServerConfig } from './config.ts';
import { type Running, run } from './run.ts';

/**
 * The process between a launcher and PostgreSQL. It reads one line of configuration on standard input, answers
 * `{"ready":{"port":…}}` on standard output, and stops the server in order when the input ends, so that a server never
 * outlives its launcher, however that one ends.
 */
const input = createInterface({ input: process.stdin });
let running: Running | null = null;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (!running) return; // still starting: `begin` looks at `stopping` when it is done
  await running.stop();
  process.exit(0);
}

async function begin(line: string): Promise<void> {
  running = await run(parseServerConfig(JSON.parse(line)));
  if (stopping) {
    await running.stop();
    process.exit(0);
  }
  process.stdout.write(`${JSON.stringify({ ready: { port: running.port } })}\n`);
  await running.ended;
  if (!stopping) process.exit(1);
}

input.once('line', (line) => {
  begin(line).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
});
input.on('close', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
