import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect } from '@caretrail/db';
import { createHub } from '@caretrail/gateway';
import type { Caller } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { pino } from 'pino';
import { NO_LEDGER } from '../../graph/profile.ts';
import type { ServerConfig } from './config.ts';
import { barerSubgraphs } from './layers.ts';

function subgraphsOf(config: ServerConfig) {
  const shared = {
    cursorKey: new Uint8Array(32).fill(7),
    anchors: null,
    onFailure: (error: unknown) => void process.stderr.write(`${String(error)}\n`),
  };
  const pool = (login: keyof ServerConfig['logins']) =>
    connect(config.logins[login], { max: config.connections });
  return [
    createPatients({
      ...shared,
      pool: pool('patients'),
      pseudonymKey: (member) => new TextEncoder().encode(member),
    }),
    createClaims({ ...shared, pool: pool('claims') }),
    createChain({ ...shared, pool: pool('chain'), profile: NO_LEDGER, trust: new Uint8Array() }),
  ];
}

/** The hub with its subgraphs in process. Who asks is given: no server of these benches reads tokens. */
export async function startHub(config: ServerConfig, caller: Caller): Promise<string> {
  const hub = await createHub({
    subgraphs: config.layers === 'all' ? subgraphsOf(config) : barerSubgraphs(config),
    identity: { authenticate: async () => ({ caller }) },
    port: 0,
    ready: () => true,
    logger: pino({ level: 'error' }, process.stderr),
    executor: config.executor,
  });
  return hub.url;
}
