import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect, type Pool, storedContexts } from '@caretrail/db';
import type { Database } from '@caretrail/db/server';
import { createHub, type HubOptions } from '@caretrail/gateway';
import type { RequestInfo } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { pino } from 'pino';
import { overHttp } from '../../gateway/test/over-http.ts';
import { noted } from './noted.ts';
import { NO_LEDGER } from './profile.ts';

export interface OpenGraph {
  readonly url: string;
  readonly failures: readonly unknown[];
  /** Texts of the SQL statements that the subgraphs have sent so far. */
  readonly sent: readonly string[];
  close(): Promise<void>;
}

interface Opening {
  readonly database: Pick<Database, 'address'>;
  readonly admin: Pool;
  readonly transport: 'local' | 'http';
  readonly hub: Partial<HubOptions> & Pick<HubOptions, 'identity'>;
}

/** The whole hub over HTTP on a database that is there: the real subgraphs, without a ledger. */
export async function openGraph({ database, admin, transport, hub: given }: Opening): Promise<OpenGraph> {
  const failures: unknown[] = [];
  const shared = {
    cursorKey: new Uint8Array(32).fill(7),
    anchors: null,
    onFailure: (error: unknown, _info: RequestInfo) => failures.push(error),
  };
  const sent: string[] = [];
  const pool = (login: 'caretrail_patients' | 'caretrail_claims' | 'caretrail_chain') =>
    noted(connect(database.address(login), { max: 4 }), sent);
  const subgraphs = [
    createPatients({
      ...shared,
      pool: pool('caretrail_patients'),
      pseudonymKey: (member) => new TextEncoder().encode(member),
    }),
    createClaims({ ...shared, pool: pool('caretrail_claims') }),
    createChain({
      ...shared,
      pool: pool('caretrail_chain'),
      profile: NO_LEDGER,
      trust: new TextEncoder().encode('{}'),
    }),
  ];
  const contexts = storedContexts(admin);
  const remote = transport === 'http' ? await overHttp(subgraphs, () => contexts) : null;
  const hub = await createHub({
    subgraphs: remote?.subgraphs ?? subgraphs,
    port: 0,
    ready: () => true,
    logger: pino({ level: 'silent' }),
    ...given,
  });
  return {
    url: hub.url,
    failures,
    sent,
    async close() {
      await hub.close();
      await remote?.close();
      contexts.close();
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
}
