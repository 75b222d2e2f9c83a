import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { z } from 'zod';
import { startDevpeer } from './devpeer.ts';
import { developmentPlan } from './setup/network-plan.ts';

/** The line of configuration on standard input. */
const configuration = z.object({
  /** Home folder; the ledger lives in its `ledger`. */
  home: z.string().min(1),
  /** `host:port` of the chaincode's server. */
  chaincode: z.string().min(1),
  /** Milliseconds that a lone transaction waits before its block is cut. */
  batchTimeout: z.int().min(0).max(60_000).default(10),
  /** Whether the peers listen with TLS. */
  tls: z.boolean().default(false),
  /** `BFT` signs blocks by a quorum of four orderers, and answers as Fabric 3.1 does; only at the first start. */
  consensus: z.enum(['solo', 'BFT']).default('solo'),
  /** Whether every endorsing peer runs a proposal itself, to find a contract whose result varies. */
  simulateEach: z.boolean().default(false),
});

const logger = pino({ base: { process: 'ledger' } }, pino.destination({ dest: 2, sync: true }));
const lines = createInterface({ input: process.stdin });
const stopping = new AbortController();
const stop = () => stopping.abort();
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
lines.on('close', stop);

lines.once('line', (line) => {
  run(line).catch((error: unknown) => {
    logger.fatal(error);
    process.exit(1);
  });
});

async function run(line: string): Promise<void> {
  const { home, chaincode, batchTimeout, ...settings } = configuration.parse(JSON.parse(line));
  const devpeer = await startDevpeer({
    folder: join(home, 'ledger'),
    plan: { ...developmentPlan({ chaincode, batchTimeout }), ...settings },
    log: {
      info: (text) => logger.info(text),
      warn: (text) => logger.warn(text),
      error: (error) => logger.error(error),
    },
  });
  const { peers } = devpeer.profile;
  const endpoints = Object.fromEntries(peers.map(({ msp, endpoint }) => [msp, endpoint]));
  process.stdout.write(`${JSON.stringify({ ready: { profile: devpeer.profileFile, endpoints } })}\n`);
  const stopped = new Promise<void>((resolve) => {
    if (stopping.signal.aborted) resolve();
    stopping.signal.addEventListener('abort', () => resolve());
  });
  await Promise.race([stopped, devpeer.failed]);
  await devpeer.stop();
  process.exit(0);
}
