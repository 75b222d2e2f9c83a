import { join } from 'node:path';
import { connectLedger, type LedgerProfile, readProfile } from '@caretrail/chain/ledger';
import { administratorOf } from './keys.ts';
import type { PeerLayout } from './layout.ts';
import { Processes } from './processes.ts';
import { readState } from './state.ts';

const WITHIN = 3_000;

/** What runs of a network, a line a part, and whether all of it does. */
export async function statusOf(
  folder: string,
): Promise<{ readonly lines: readonly string[]; readonly well: boolean }> {
  const state = readState(folder);
  if (!state)
    return { lines: ['There is no network: `npm run network -- up raft` starts one.'], well: false };
  const processes = new Processes(folder);
  const running = await Promise.all(
    processes.names.map(async (name) => ({ name, runs: await processes.isRunning(name) })),
  );
  const profile = readProfile(join(folder, 'profile.json'));
  const peers = await Promise.all(state.layout.peers.map((node) => askPeer(profile, node)));
  return {
    lines: [
      `Fabric ${state.version}, ${state.consensus}, channel ${profile.channel}`,
      ...running.map(
        ({ name, runs }) => `${runs ? '✓' : '✗'} ${name.padEnd(28)} ${runs ? 'runs' : 'has ended'}`,
      ),
      ...peers.map(({ msp, said, well }) => `${well ? '✓' : '✗'} ${`gateway of ${msp}`.padEnd(28)} ${said}`),
    ],
    well: running.every(({ runs }) => runs) && peers.every(({ well }) => well),
  };
}

/** Whether a peer's gateway answers and can have a call endorsed, and how long its chain is. */
async function askPeer(profile: LedgerProfile, node: PeerLayout) {
  const { msp } = node;
  const ledger = connectLedger(profile, administratorOf(node), { endorse: WITHIN });
  try {
    const height = await ledger.height(WITHIN);
    await ledger.prepare('org.hyperledger.fabric:GetMetadata', []);
    return { msp, said: `endorses; ${height} blocks`, well: true };
  } catch (error) {
    return { msp, said: error instanceof Error ? error.message : 'does not answer', well: false };
  } finally {
    ledger.close();
  }
}
