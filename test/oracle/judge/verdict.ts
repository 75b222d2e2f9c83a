import type { Variables } from '../question/node.ts';
import type { Facts } from './facts.ts';
import type { Right } from './right.ts';

export type Path = readonly (string | number)[];

/** A path of an answer without the places in lists. */
export const withoutPlaces = (path: Path): string =>
  path.filter((part) => typeof part === 'string').join('.');

/** What is known of the caller and the world, and what is found wrong with one answer. */
export class Verdict {
  readonly facts: Facts;
  readonly right: Right;
  readonly variables: Variables;
  readonly faults: string[] = [];
  /** Places that are refused: an error must say so, and none may say so of another. */
  readonly refused = new Map<string, 'always' | 'row'>();
  /** Places whose cursor may be refused. */
  readonly cursors = new Set<string>();
  /** Cursors that the answer gave, by connection. */
  readonly given: { readonly place: string; readonly cursor: string }[] = [];
  /** Values that the oracle compared. */
  judged = 0;

  constructor(facts: Facts, right: Right, variables: Variables) {
    this.facts = facts;
    this.right = right;
    this.variables = variables;
  }

  leak(path: Path, what: string): void {
    this.faults.push(`LEAK at ${path.join('.')}: ${what}`);
  }

  withheld(path: Path, what: string): void {
    this.faults.push(`WITHHELD at ${path.join('.')}: ${what}`);
  }

  /** A place that is null by a refusal which must be said. */
  refusal(path: Path, value: unknown, kind: 'always' | 'row', what: string): void {
    this.judged += 1;
    if (value !== null) this.leak(path, what);
    this.refused.set(withoutPlaces(path), kind);
  }
}
