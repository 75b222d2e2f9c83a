import type { Caller } from '@caretrail/kit';
import type { Generation } from '../graphql.ts';
import type { Answer } from '../tier/tier-hub.ts';

/** Milliseconds that one question may take. */
const WITHIN = 30_000;

/** A part of the system did not answer: the same question may well be answered in a moment. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Asks the graph as this caller would who asks it now: authorisation, row-level security and the access event, durable before
 * the answer, are those of any question. Refused fields are null; of anything else that goes wrong nothing is believed.
 *
 * @throws NoAnswer
 */
export async function askGraph(
  generation: () => Generation,
  { text, variables }: { readonly text: string; readonly variables: Readonly<Record<string, unknown>> },
  { caller, id, signal }: { readonly caller: Caller; readonly id: string; readonly signal: AbortSignal },
): Promise<Answer['data']> {
  const { hub, run } = generation()[caller.tier];
  const understood = hub.understand({ text, operationName: 'Export', variables });
  const info = { id, operation: 'Export', signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN)]) };
  const { data, errors = [] } = await run(text, { understood, caller, info });
  const failed = errors.find(({ extensions }) => extensions?.['policy'] === undefined);
  if (failed) throw new NoAnswer(String(failed.extensions?.['code'] ?? 'INTERNAL'));
  return data;
}
