import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chaincodeProgram } from '@caretrail/contract/program';
import { devpeerProgram } from '@caretrail/devpeer/program';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import { type HomeIdentity, noteMade, requireLedger } from '../home/identity.ts';
import { type LedgerPlace, ledgerPlace } from '../home/ledger-place.ts';
import { joinNetwork, requireDemoMembers } from '../network/join-network.ts';
import { type Supervised, supervise } from '../process/supervise.ts';
import type { Settings } from '../settings.ts';

const chaincodeReady = z.object({ address: z.string() });

const READY_WITHIN = 60_000;
const STOP_WITHIN = 10_000;

/** A ledger that can be used. */
export interface StartedLedger {
  readonly place: LedgerPlace;
  /** Of the embedded ledger. */
  readonly processes: readonly Supervised[];
}

/** Joins the Fabric network of the settings, or starts the embedded ledger; the home keeps to what it began with. */
export async function startLedger(
  settings: Settings,
  home: Home,
  identity: HomeIdentity,
  log: (line: string) => void,
): Promise<StartedLedger> {
  const place = ledgerPlace(home, settings);
  if (settings.fabric === null) {
    requireLedger(identity, null);
    return { place, processes: await startEmbedded(home, log) };
  }
  const network = await joinNetwork(place, log);
  requireLedger(identity, network.profile.genesis);
  if (settings.demo) await requireDemoMembers(network);
  noteMade(home, { network: network.profile.genesis });
  return { place, processes: [] };
}

/** Longest path of a socket that every supported kernel takes. */
const LONGEST_PATH = 100;

/**
 * Where the chaincode listens. Its server asks nobody who they are, so that any user of this computer could call it, or
 * end it, at a port; a socket's folder keeps others out. Windows, and a home with a long path, have to do with a port.
 */
function chaincodePlace(home: Home): { readonly socket: string } | { readonly port: number } {
  const socket = join(home.sockets, 'chaincode');
  if (process.platform === 'win32' || socket.length > LONGEST_PATH) return { port: 0 };
  mkdirSync(home.sockets, { recursive: true, mode: 0o700 });
  return { socket };
}

const portOf = (address: string) => Number(address.slice(address.lastIndexOf(':') + 1));

/** Starts chaincode, then peers and orderer; each comes back to its place when it has to be started again. */
async function startEmbedded(home: Home, log: (line: string) => void): Promise<readonly Supervised[]> {
  const place = chaincodePlace(home);
  const chaincode = await supervise(
    {
      name: 'chaincode',
      entry: chaincodeProgram,
      config: place,
      again: (ready) => ('socket' in place ? place : { port: portOf(chaincodeReady.parse(ready).address) }),
      logFile: join(home.logs, 'chaincode.log'),
      readyWithin: READY_WITHIN,
      stopWithin: STOP_WITHIN,
    },
    log,
  );
  try {
    const ledger = await supervise(
      {
        name: 'ledger',
        entry: devpeerProgram,
        config: { home: home.path, chaincode: chaincodeReady.parse(chaincode.ready).address, tls: true },
        logFile: join(home.logs, 'ledger.log'),
        readyWithin: READY_WITHIN,
        stopWithin: STOP_WITHIN,
      },
      log,
    );
    noteMade(home, { ledger: true });
    return [ledger, chaincode];
  } catch (error) {
    await chaincode.stop();
    throw error;
  }
}
