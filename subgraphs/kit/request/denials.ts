import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { DenialExtensions } from '../errors/codes.ts';

type Path = GraphQLResolveInfo['path'];

/** More row refusals than this are counted, not listed. */
const MOST_ROW_DENIALS = 100;

const errorOf = (
  path: readonly (string | number)[] | null,
  denial: DenialExtensions,
  more = {},
): GraphQLError =>
  new GraphQLError(denial.reason, {
    path,
    extensions: {
      code: denial.code,
      policy: denial.policy,
      reason: denial.reason,
      requires: [...denial.requires],
      ...more,
    },
  });

/** The refusals of one execution; the fields themselves answer null. */
export class Denials {
  readonly #selections = new Map<string, GraphQLError>();
  readonly #rows: GraphQLError[] = [];
  #omitted = 0;
  #last: DenialExtensions | undefined;

  /** A refusal that holds for every row: one error a selection, its path without list indexes. */
  selection(path: Path, denial: DenialExtensions): void {
    const names = responsePathAsArray(path).filter((key) => typeof key === 'string');
    const key = names.join('.');
    if (!this.#selections.has(key)) this.#selections.set(key, errorOf(names, denial));
  }

  /** A refusal of one row. */
  row(path: Path, denial: DenialExtensions): void {
    if (this.#rows.length < MOST_ROW_DENIALS) this.#rows.push(errorOf(responsePathAsArray(path), denial));
    else {
      this.#omitted += 1;
      this.#last = denial;
    }
  }

  /** By path, so that an answer does not tell which row came first from the database. */
  errors(): readonly GraphQLError[] {
    const listed = [...this.#selections.values(), ...this.#rows].toSorted(byPath);
    if (this.#last === undefined) return listed;
    const reason = `${this.#omitted} more values are refused.`;
    return [...listed, errorOf(null, { ...this.#last, reason, requires: [] }, { omitted: this.#omitted })];
  }
}

function byPath({ path: one = [] }: GraphQLError, { path: other = [] }: GraphQLError): number {
  const place = one.findIndex((key, at) => key !== other[at]);
  const [left, right] = [one[place], other[place]];
  if (left === undefined || right === undefined) return one.length - other.length;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : 1;
}
