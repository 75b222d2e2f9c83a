import { DENIAL_CODES, FAILURE_CODES } from '@caretrail/kit';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import type { FetchFault } from './run-plan.ts';

/** Refusals of rows told one by one; the rest is a sum. */
const MOST_DENIALS = 100;

const denial = z.object({
  code: z.enum(DENIAL_CODES),
  policy: z.string(),
  reason: z.string(),
  requires: z.array(z.string()),
});

/** Failures that a subgraph words for the caller; of all others only a correlation id leaves. */
const TOLD = FAILURE_CODES.filter((code) =>
  ['BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'TIMEOUT', 'UNAVAILABLE'].includes(code),
);
const failure = z.object({ code: z.enum(TOLD) });

const subgraphError = z.object({ message: z.string(), extensions: z.unknown() });

export const internalError = (id: string, path?: GraphQLFormattedError['path']): GraphQLFormattedError => ({
  message: 'Something went wrong here.',
  ...(path && { path }),
  extensions: { code: 'INTERNAL', correlation: id },
});

function tell(
  fault: FetchFault,
  id: string,
): { readonly error: GraphQLFormattedError; readonly denial: boolean } {
  const path = fault.path && { path: fault.path };
  const { data: error } = subgraphError.safeParse(fault.cause);
  const refused = denial.safeParse(error?.extensions);
  if (refused.success)
    return { error: { message: refused.data.reason, ...path, extensions: refused.data }, denial: true };
  const failed = failure.safeParse(error?.extensions);
  if (error && failed.success)
    return { error: { message: error.message, ...path, extensions: failed.data }, denial: false };
  return { error: internalError(id, fault.path), denial: false };
}

export interface Told {
  readonly errors: readonly GraphQLFormattedError[];
  /** Faults whose cause was kept from the caller: they belong into the log, under the same id. */
  readonly kept: readonly FetchFault[];
}

/** Turns what subgraphs reported into errors that a caller may read: no SQL, address, stack or subgraph name. */
export function tellFaults(faults: readonly FetchFault[], id: string): Told {
  const told = faults.map((fault) => ({ fault, ...tell(fault, id) }));
  const denials = told.filter((one) => one.denial).map(({ error }) => error);
  const others = told.filter((one) => !one.denial).map(({ error }) => error);
  const more = denials.length - MOST_DENIALS;
  const rest: GraphQLFormattedError[] =
    more > 0
      ? [{ message: `${more} more refusals.`, extensions: { ...denials[MOST_DENIALS]?.extensions, more } }]
      : [];
  return {
    errors: [...denials.slice(0, MOST_DENIALS), ...rest, ...others.slice(0, MOST_DENIALS)],
    kept: told.filter(({ error }) => error.extensions?.['code'] === 'INTERNAL').map(({ fault }) => fault),
  };
}
