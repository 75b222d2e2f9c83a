import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPrograms } from '../programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'caretrail-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stand-ins that know their version: which folder is taken is all that is asked here. */
function release(version: string): string {
  const place = join(folder, version);
  mkdirSync(place);
  for (const name of ['peer', 'orderer', 'configtxgen', 'cryptogen']) {
    writeFileSync(join(place, name), `#!/bin/sh\necho "${name}:\n Version: v${version}"\n`);
    chmodSync(join(place, name), 0o755);
  }
  return place;
}
const old = release('2.5.16');
const young = release('3.1.5');

describe('the programs for a network', () => {
  it('are looked for in the folders of FABRIC_BIN, then of PATH, and by what the network needs', async () => {
    const both = { FABRIC_BIN: [old, young].join(delimiter) };
    expect(await findPrograms('raft', both)).toEqual({ folder: old, version: '2.5.16' });
    expect(await findPrograms('bft', both)).toEqual({ folder: young, version: '3.1.5' });
    expect(await findPrograms('bft', { FABRIC_BIN: old, PATH: young })).toMatchObject({ version: '3.1.5' });
  });

  it('are missed in one line that says which, and where to get them', async () => {
    await expect(findPrograms('raft', { PATH: folder })).rejects.toThrow(
      'The official programs of Fabric are not here. Get peer, orderer, configtxgen, cryptogen of Hyperledger Fabric ' +
        '2.5 or later (https://github.com/hyperledger/fabric/releases) and name their folder in FABRIC_BIN, or put them on PATH.',
    );
    await expect(findPrograms('bft', { FABRIC_BIN: old })).rejects.toThrow(
      'A bft network cannot be started with Fabric 2.5.16. Get peer, orderer, configtxgen, cryptogen of Hyperledger Fabric 3.1',
    );
  });
});
