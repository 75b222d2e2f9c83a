import type { Caller, Subgraph } from '@caretrail/kit';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { LIMITS, type Limits } from '../guard/limits.ts';
import { Refusal } from '../guard/refusal.ts';
import { buildGeneration } from '../serve/generation.ts';
import { referenceFetcher } from '../serve/reference.ts';

export interface AskOptions {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly signal?: AbortSignal;
}

/** The five tiers over some subgraphs, asked without HTTP. */
export async function createAsk(
  subgraphs: readonly Subgraph[],
  { limits = {}, executor = 'own' }: { limits?: Partial<Limits>; executor?: 'own' | 'apollo' } = {},
) {
  const generation = await buildGeneration(subgraphs, {
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
