import { connect, type Pool } from '@caretrail/db';
import { seedDemo } from '@caretrail/db/demo';
import { startTestDatabase } from '@caretrail/db/testing';
import type { HubOptions } from '@caretrail/gateway';
import type { Caller } from '@caretrail/kit';
import { z } from 'zod';
import { transportUnderTest } from '../../gateway/test/transport.ts';
import { CALLERS } from '../../subgraphs/patients/test/callers.ts';
import { fillClinic } from '../../subgraphs/patients/test/clinic.ts';
import { type OpenGraph, openGraph } from './open-graph.ts';

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

export interface Graph extends OpenGraph {
  readonly admin: Pool;
  ask(who: CallerName, query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
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
  const graph = await openGraph({
    ...{ database, admin, transport: transportUnderTest() },
    hub: { identity, ...given },
  });
  return {
    ...graph,
    admin,
    async ask(who, query, variables = {}) {
      const response = await fetch(`${graph.url}/graphql`, {
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
      await graph.close();
      await admin.end();
      await database.stop();
    },
  };
}
