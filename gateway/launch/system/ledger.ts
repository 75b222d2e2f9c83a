import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chaincodeProgram } from '@caretrail/contract/program';
import { devpeerProgram } from '@caretrail/devpeer/program';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import { type Supervised, supervise } from '../process/supervise.ts';

const chaincodeReady = z.object({ address: z.string() });
const ledgerReady = z.object({ profile: z.string() });

const READY_WITHIN = 60_000;
const STOP_WITHIN = 10_000;

/** The embedded ledger with its chaincode, in two processes. */
export interface StartedLedger {
  /** File of the connection profile. */
  readonly profile: string;
  readonly processes: readonly Supervised[];
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
export async function startLedger(home: Home, log: (line: string) => void): Promise<StartedLedger> {
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
    return { profile: ledgerReady.parse(ledger.ready).profile, processes: [ledger, chaincode] };
  } catch (error) {
    await chaincode.stop();
    throw error;
  }
}
