import { OPERATIONS } from './generated/operations.ts';

const KNOWN: ReadonlySet<string> = new Set(OPERATIONS);

/** Labels that all other operations share. */
const BUCKETS = 16;

/**
 * What a metric calls an operation: its name if the explorer asks under that name, else one of a few buckets by the
 * document's hash. Names come from callers: as labels they would fill the memory of whoever scrapes, and may hold a
 * person's name. The log line of a request carries the same bucket.
 */
export function operationLabel(name: string | undefined, hash: string): string {
  if (name !== undefined && KNOWN.has(name)) return name;
  return `other-${Number.parseInt(hash.slice(0, 8), 16) % BUCKETS}`;
}
