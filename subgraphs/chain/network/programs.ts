import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { NetworkError } from './network-error.ts';
import type { Consensus } from './plan.ts';

const execute = promisify(execFile);
const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'cryptogen'] as const;
export type Program = (typeof PROGRAMS)[number];

/** A folder of the official programs. */
export interface Programs {
  readonly folder: string;
  /** Of Fabric, such as `2.5.16`. */
  readonly version: string;
}

const NEEDED: Readonly<Record<Consensus, { readonly major: number; readonly release: string }>> = {
  raft: { major: 2, release: '2.5 or later' },
  bft: { major: 3, release: '3.1 or later' },
};

const howToGet = (consensus: Consensus): string =>
  `Get ${PROGRAMS.join(', ')} of Hyperledger Fabric ${NEEDED[consensus].release} ` +
  '(https://github.com/hyperledger/fabric/releases) and name their folder in FABRIC_BIN, or put them on PATH.';

/**
 * The first folder of `FABRIC_BIN`, which may name several as PATH does, and then of PATH with programs for a network.
 * @throws NetworkError that says how to get them
 */
export async function findPrograms(
  consensus: Consensus,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Programs> {
  const folders = [env['FABRIC_BIN'], env['PATH']].flatMap((list) => list?.split(delimiter) ?? []);
  const found: string[] = [];
  for (const folder of new Set(folders.filter((one) => one !== ''))) {
    if (!PROGRAMS.every((name) => existsSync(join(folder, name)))) continue;
    const version = await versionOf(folder);
    if (Number(version.split('.')[0]) >= NEEDED[consensus].major) return { folder, version };
    found.push(version);
  }
  const reason =
    found.length > 0
      ? `A ${consensus} network cannot be started with Fabric ${found.join(', ')}.`
      : 'The official programs of Fabric are not here.';
  throw new NetworkError(`${reason} ${howToGet(consensus)}`);
}

async function versionOf(folder: string): Promise<string> {
  const { stdout } = await execute(join(folder, 'orderer'), ['version']);
  return /Version: v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? '0.0.0';
}
