import { Refusals } from '../graph/refusals.ts';

/** A place in an answer of the hub: the value found there, and what was refused. */
export interface Cursor {
  readonly value: unknown;
  /** Path of the GraphQL answer, list indexes included. */
  readonly path: readonly (string | number)[];
  readonly refusals: Refusals;
}

/** Reads a typed value at a place, or throws {@link ShapeError}. */
export type Read<T> = (at: Cursor) => T;

/** The answer does not have the shape the question asked for. */
export class ShapeError extends Error {
  constructor(at: Cursor, wanted: string) {
    super(`${at.path.join('.') || 'answer'}: ${wanted} expected`);
    this.name = 'ShapeError';
  }
}

/** The member of an object, `undefined` where there is none. */
export function member(at: Cursor, name: string): Cursor {
  const value = typeof at.value === 'object' && at.value !== null ? Reflect.get(at.value, name) : undefined;
  return { value, path: [...at.path, name], refusals: at.refusals };
}

/** A value that stands alone: one out of a proof, of which nothing was refused. */
export const alone = (value: unknown): Cursor => ({ value, path: [], refusals: new Refusals([]) });
