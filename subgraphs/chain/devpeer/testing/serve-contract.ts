import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { compileFunction } from 'node:vm';
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

process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'error';
process.env['CORE_CHAINCODE_LOGGING_SHIM'] ??= 'error';

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

async function serve(options: z.infer<typeof configuration>): Promise<void> {
  const { default: contractApi } = await import('fabric-contract-api');
  const { default: bootstrap } = await import('fabric-shim/lib/contract-spi/bootstrap.js');
  const address = `127.0.0.1:${await freePort()}`;
  await bootstrap.register(
    await load(options.contract),
    { transaction: 'jsonSerializer', serializers: { jsonSerializer: contractApi.JSONSerializer } },
    {},
    options.title,
    options.version,
    {
      ccid: options.id,
      address,
      'grpc.max_send_message_length': -1,
      'grpc.max_receive_message_length': -1,
    },
    true,
  );
  process.stdout.write(`${JSON.stringify({ ready: { address } })}\n`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const place = server.address();
      const port = typeof place === 'object' && place ? place.port : 0;
      server.close(() => resolve(port));
    });
  });
}
