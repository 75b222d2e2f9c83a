import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { compileFunction } from 'node:vm';
import { serveContracts } from '@caretrail/contract/server';
import type { Contract } from 'fabric-contract-api';
import { z } from 'zod';

/** The line of configuration on standard input. */
const configuration = z.object({
  /** A contract written for Fabric, run as it is. */
  contract: z.string(),
  id: z.string(),
  title: z.string(),
  version: z.string(),
});

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  serve(configuration.parse(JSON.parse(line))).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
lines.once('close', () => process.exit(0));

const require = createRequire(import.meta.url);

/** Runs the file with the packages of this repository, wherever it lies. */
async function load(path: string): Promise<readonly (new () => Contract)[]> {
  if (path.endsWith('.ts')) return (await import(path)).contracts;
  const module: { exports: { contracts: readonly (new () => Contract)[] } } = { exports: { contracts: [] } };
  compileFunction(readFileSync(path, 'utf8'), ['require', 'module', 'exports'])(
    require,
    module,
    module.exports,
  );
  return module.exports.contracts;
}

async function serve({ contract, ...options }: z.infer<typeof configuration>): Promise<void> {
  const address = await serveContracts({
    ...options,
    contracts: await load(contract),
    address: '127.0.0.1:0',
  });
  process.stdout.write(`${JSON.stringify({ ready: { address } })}\n`);
}
