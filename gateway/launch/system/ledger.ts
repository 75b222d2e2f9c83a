import { join } from 'node:path';
import { chaincodeProgram } from '@caretrail/contract/program';
import { devpeerProgram } from '@caretrail/devpeer/program';
import { z } from 'zod';
import type { Home } from '../home/home.ts';
import { type Supervised, supervise } from '../process/supervise.ts';

const chaincodeReady = z.object({ address: z.string().regex(/:\d+$/) });
const ledgerReady = z.object({ profile: z.string() });

const READY_WITHIN = 60_000;
const STOP_WITHIN = 10_000;

/** The embedded ledger with its chaincode, in two processes. */
export interface StartedLedger {
  /** File of the connection profile. */
  readonly profile: string;
  readonly processes: readonly Supervised[];
}

const portOf = (address: string) => Number(address.slice(address.lastIndexOf(':') + 1));

/** Starts chaincode, then peers and orderer; each comes back to its port when it has to be started again. */
export async function startLedger(home: Home, log: (line: string) => void): Promise<StartedLedger> {
  const chaincode = await supervise(
    {
      name: 'chaincode',
      entry: chaincodeProgram,
      config: {},
      again: (ready) => ({ port: portOf(chaincodeReady.parse(ready).address) }),
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
        config: { home: home.path, chaincode: chaincodeReady.parse(chaincode.ready).address },
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
