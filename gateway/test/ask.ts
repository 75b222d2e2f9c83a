import type { Caller, Subgraph } from '@caretrail/kit';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { LIMITS, type Limits } from '../guard/limits.ts';
import { Refusal } from '../guard/refusal.ts';
import { buildGeneration } from '../serve/generation.ts';
import { referenceFetcher } from '../serve/reference.ts';
import type { OnRefusal } from '../serve/tier/question.ts';
import { overHttp } from './over-http.ts';
import { transportUnderTest } from './transport.ts';

export interface AskOptions {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly signal?: AbortSignal;
  readonly onRefusal?: OnRefusal;
}

const reached = async (subgraphs: readonly Subgraph[]): Promise<readonly Subgraph[]> =>
  transportUnderTest() === 'http' ? (await overHttp(subgraphs)).subgraphs : subgraphs;

/** The five tiers over some subgraphs; the hub itself is asked without HTTP. */
export async function createAsk(
  subgraphs: readonly Subgraph[],
  { limits = {}, executor = 'own' }: { limits?: Partial<Limits>; executor?: 'own' | 'apollo' } = {},
) {
  const generation = await buildGeneration(await reached(subgraphs), {
    limits: { ...LIMITS, ...limits },
    logger: pino({ level: 'silent' }),
    ...(executor === 'apollo' && { fetcherFor: referenceFetcher }),
  });
  const ask = async (caller: Caller, text: string, options: AskOptions = {}): Promise<ExecutionResult> => {
    const server = generation[caller.tier];
    try {
      const understood = server.hub.understand({
        text,
        operationName: options.operationName ?? null,
        variables: options.variables ?? {},
        onRefusal: options.onRefusal ?? 'filter',
      });
      const signal = options.signal ?? new AbortController().signal;
      const info = { id: 'request-1', operation: 'Test', signal };
      return JSON.parse(JSON.stringify(await server.run(text, { understood, caller, info })));
    } catch (error) {
      if (error instanceof Refusal) return JSON.parse(JSON.stringify({ errors: error.errors }));
      throw error;
    }
  };
  return Object.assign(ask, { generation });
}
