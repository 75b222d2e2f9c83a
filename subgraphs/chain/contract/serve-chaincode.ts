import { z } from 'zod';
import { serveChaincode } from './serve.ts';

/** The chaincode as a service of its own, for the peer of a real network to dial; ends on SIGTERM. */
const environment = z.object({
  /** `host:port` to listen on, or `unix:` and the path of a socket; as in the package's connection.json. */
  CHAINCODE_SERVER_ADDRESS: z.string().regex(/^(unix:\/|.+:\d+$)/),
  /** Package id that the peer's organization has installed and approved. */
  CHAINCODE_ID: z.string().min(1),
});

const { success, data, error } = environment.safeParse(process.env);
if (!success) {
  const name = String(error.issues[0]?.path[0]);
  process.stderr.write(
    `${name} must be ${name === 'CHAINCODE_ID' ? 'the id of the installed package' : 'host:port, or unix: and a path'}.\n`,
  );
  process.exit(1);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
const address = await serveChaincode({ address: data.CHAINCODE_SERVER_ADDRESS, id: data.CHAINCODE_ID });
process.stdout.write(`${JSON.stringify({ ready: { address } })}\n`);
