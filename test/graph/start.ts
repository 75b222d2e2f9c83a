import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect, type Pool, storedContexts } from '@caretrail/db';
import { seedDemo } from '@caretrail/db/demo';
import { startTestDatabase } from '@caretrail/db/testing';
import { createHub, type HubOptions } from '@caretrail/gateway';
import type { Caller, RequestInfo } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { pino } from 'pino';
import { z } from 'zod';
import { overHttp } from '../../gateway/test/over-http.ts';
import { transportUnderTest } from '../../gateway/test/transport.ts';
import { CALLERS } from '../../subgraphs/patients/test/callers.ts';
import { fillClinic } from '../../subgraphs/patients/test/clinic.ts';
import { NO_LEDGER } from './profile.ts';

export type CallerName =
  | keyof typeof CALLERS
  | 'auditorWithoutCase'
  | 'northgate'
  | 'emergency'
  | 'emergencyStale';

const EMERGENCY: Caller = { ...CALLERS.clinician, purpose: 'ETREAT' };

const KNOWN: Readonly<Record<CallerName, Caller>> = {
  ...CALLERS,
  auditorWithoutCase: { ...CALLERS.auditor, case: null },
  northgate: { ...CALLERS.clinician, organization: 'northgate', subject: 'clinician@northgate' },
  emergency: { ...EMERGENCY, authenticatedAt: Math.floor(Date.now() / 1000) },
  emergencyStale: { ...EMERGENCY, authenticatedAt: Math.floor(Date.now() / 1000) - 3_600 },
};

/** Stands for tokens: what those are is tested where they are read. */
const identity: HubOptions['identity'] = {
  async authenticate({ authorization }) {
    const name = String(authorization ?? 'public').replace('Bearer ', '');
    const found = Object.entries(KNOWN).find(([known]) => known === name);
    return found
      ? { caller: found[1] }
      : { failure: { status: 401, code: 'UNAUTHENTICATED', reason: 'The access token is not valid here.' } };
  },
};

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string() }).loose(),
      }),
    )
    .optional(),
});
export type GraphAnswer = z.infer<typeof answerShape>;

export interface Graph {
  readonly url: string;
  readonly admin: Pool;
  readonly failures: readonly unknown[];
  /** Texts of the SQL statements that the subgraphs have sent so far. */
  readonly sent: readonly string[];
  ask(who: CallerName, query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  close(): Promise<void>;
}

/** Notes the texts that sessions send on the connections they reserve. */
function noted(pool: Pool, sent: string[]): Pool {
  const reserve = async () => {
    const reserved = await pool.reserve();
    return new Proxy(reserved, {
      get: (target, key) =>
        key === 'unsafe'
          ? (...given: Parameters<typeof target.unsafe>) => {
              sent.push(given[0]);
              return target.unsafe(...given);
            }
          : Reflect.get(target, key),
    });
  };
  return new Proxy(pool, {
    get: (target, key) => (key === 'reserve' ? reserve : Reflect.get(target, key)),
  });
}

async function fillDemo(address: string): Promise<void> {
  const importer = connect(address, { max: 3 });
  await seedDemo(importer);
  await importer.end();
}

/** The whole hub over HTTP: the real subgraphs on a real database with a few people in it, without a ledger. */
export async function startGraph({
  fill = 'clinic',
  hub: given = {},
}: {
  fill?: 'clinic' | 'demo';
  /** What the hub is started with besides: a port, an identity, the explorer. */
  hub?: Partial<HubOptions>;
} = {}): Promise<Graph> {
  const database = await startTestDatabase();
  const admin = connect(database.admin, { max: 2 });
  await (fill === 'demo' ? fillDemo(database.address('caretrail_import')) : fillClinic(admin));
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
  const remote = transportUnderTest() === 'http' ? await overHttp(subgraphs, () => contexts) : null;
  const hub = await createHub({
    subgraphs: remote?.subgraphs ?? subgraphs,
    identity,
    port: 0,
    ready: () => true,
    logger: pino({ level: 'silent' }),
    ...given,
  });
  return {
    url: hub.url,
    admin,
    failures,
    sent,
    async ask(who, query, variables = {}) {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(who !== 'public' && { authorization: `Bearer ${who}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return answerShape.parse(await response.json());
    },
    async close() {
      await hub.close();
      await remote?.close();
      contexts.close();
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
      await admin.end();
      await database.stop();
    },
  };
}
