import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SigningConfig } from './config.ts';
import type { Benched } from './start-process.ts';

const folder = join(import.meta.dirname, 'hive');
const program = join(folder, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');

/** Fetches what the comparison needs and the product does not (half a gigabyte), once. */
export function installHive(): void {
  if (existsSync(program)) return;
  process.stdout.write('Installing @graphql-hive/gateway for the comparison (once) …\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('@graphql-hive/gateway could not be installed');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

interface HiveOptions {
  /** File of the tier's supergraph. */
  readonly supergraph: string;
  readonly planner: 'JavaScript' | 'Rust';
  /** Null: it asks at the open doors. */
  readonly signing: SigningConfig | null;
  /** Names of the subgraphs by the address that is asked. */
  readonly doors: Readonly<Record<string, string>>;
}

/** Hive Gateway by its own command, with its planner in JavaScript or in Rust. */
export async function startHive({
  supergraph,
  planner,
  signing,
  doors,
}: HiveOptions): Promise<Benched<{ readonly url: string }>> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...[program, 'supergraph', supergraph, '--host', '127.0.0.1', '--port', String(port)],
      ...(planner === 'Rust' ? ['--hive-router-runtime'] : []),
      ...(signing ? ['--config-path', join(folder, 'sign.ts')] : []),
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        BENCH_SIGNING: JSON.stringify(signing),
        BENCH_DOORS: JSON.stringify(doors),
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  for (let turn = 0; ; turn++) {
    const ready = await fetch(`${url}/readiness`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { addresses: { url }, pid: child.pid ?? 0, stop: () => void child.kill() };
    if (turn > 240 || child.exitCode !== null) throw new Error(`Hive Gateway (${planner}) did not start`);
    await wait(250);
  }
}
