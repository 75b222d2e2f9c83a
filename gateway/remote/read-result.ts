import { type ExecutionResult, GraphQLError } from 'graphql';
import { z } from 'zod';
import { isObject } from '../execute/record.ts';

/** Errors of one fetch that are looked at: a subgraph sums its refusals up long before. */
const MOST_ERRORS = 1_000;

const errorShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});

const asError = (value: unknown): GraphQLError => {
  const { message, path, extensions } = errorShape.parse(value);
  return new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
};

/**
 * Reads what a subgraph answered to so many fetches; throws for anything that is no result of GraphQL. Nothing of it is
 * trusted yet.
 */
export function readResults(text: string, count: number): readonly ExecutionResult[] {
  const value: unknown = JSON.parse(text);
  if (count === 1) return [readResult(value)];
  if (!Array.isArray(value) || value.length !== count)
    throw new Error(`A subgraph did not answer ${count} fetches with as many results`);
  return value.map(readResult);
}

function readResult(value: unknown): ExecutionResult {
  if (!isObject(value)) throw new Error('A subgraph answered something that is no object');
  const { data = null, errors } = value;
  if (data !== null && !isObject(data)) throw new Error('A subgraph answered data that is no object');
  if (errors === undefined) return { data };
  if (!Array.isArray(errors)) throw new Error('A subgraph answered errors that are no list');
  return { data, errors: errors.slice(0, MOST_ERRORS).map(asError) };
}
