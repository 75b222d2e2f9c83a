import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { administratorKeys, type Layout, type PeerLayout, peerKeys } from './layout.ts';
import type { Program } from './programs.ts';

const execute = promisify(execFile);

/** Runs a program of Fabric to its end; an error carries what it said. */
export async function run(
  programs: string,
  program: Program,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await execute(join(programs, program), args, {
    env: { ...process.env, ...environment },
    maxBuffer: 64 << 20,
  });
}

/** Runs `peer` as the administrator of an organization, at its own peer. */
export const asAdministrator = (
  { folder }: Layout,
  programs: string,
  node: PeerLayout,
  args: readonly string[],
): Promise<void> =>
  run(programs, 'peer', args, {
    FABRIC_CFG_PATH: join(folder, 'configuration', node.name),
    FABRIC_LOGGING_SPEC: 'error',
    CORE_PEER_MSPCONFIGPATH: administratorKeys(node),
    CORE_PEER_LOCALMSPID: node.msp,
    CORE_PEER_ADDRESS: `127.0.0.1:${node.port}`,
    CORE_PEER_TLS_ROOTCERT_FILE: join(peerKeys(node), 'tls', 'ca.crt'),
  });
