import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect } from '@caretrail/db';
import { createHub } from '@caretrail/gateway';
import type { Caller } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { pino } from 'pino';
import { NO_LEDGER } from '../../graph/profile.ts';
import type { ServerConfig } from './config.ts';

/** The hub as it is, with its subgraphs in process. Who asks is given: both servers leave tokens out. */
export async function startHub(config: ServerConfig, caller: Caller): Promise<string> {
  const shared = {
    cursorKey: new Uint8Array(32).fill(7),
    anchors: null,
    onFailure: (error: unknown) => void process.stderr.write(`${String(error)}\n`),
  };
  const pool = (login: keyof ServerConfig['logins']) =>
    connect(config.logins[login], { max: config.connections });
  const hub = await createHub({
    subgraphs: [
      createPatients({
        ...shared,
        pool: pool('patients'),
        pseudonymKey: (member) => new TextEncoder().encode(member),
      }),
      createClaims({ ...shared, pool: pool('claims') }),
      createChain({ ...shared, pool: pool('chain'), profile: NO_LEDGER, trust: new Uint8Array() }),
    ],
    identity: { authenticate: async () => ({ caller }) },
    port: 0,
    ready: () => true,
    logger: pino({ level: 'error' }, process.stderr),
    executor: config.executor,
  });
  return hub.url;
}
