import { BadInput } from '../errors/bad-input.ts';
import { type Fragment, sql } from '../sql/fragment.ts';
import type { Cursors } from './cursor.ts';

/** Rows of a page when `first` is absent, and the most that may be asked for. */
export const DEFAULT_PAGE = 20;
export const MOST_PAGE = 200;
/** The furthest that `countUpTo` counts. */
const MOST_COUNT = 10_000;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** How many rows there are for the caller: all of them, or no more than so many; what lies beyond is not looked at. */
export type Count = (most: number | null) => Promise<number>;

/** What a connection type resolves from; `count` is asked only where it is selected. */
export interface Page<Row> {
  readonly edges: readonly { readonly node: Row; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly count: Count;
}

/** Checks `first`; throws `BadInput` outside 0 to 200. */
export function pageSize({ first }: PageArguments): number {
  if (first === undefined || first === null) return DEFAULT_PAGE;
  if (first < 0 || first > MOST_PAGE) throw new BadInput(`first must lie between 0 and ${MOST_PAGE}`);
  return first;
}

/** Checks the bound of a count; throws `BadInput` outside 1 to 10,000. */
export function countLimit(limit: number): number {
  if (limit < 1 || limit > MOST_COUNT) throw new BadInput(`limit must lie between 1 and ${MOST_COUNT}`);
  return limit;
}

/** Ends a select of rows that are only counted. */
export const upTo = (most: number | null): Fragment => (most === null ? sql`` : sql`limit ${most}::int`);

export interface PageOf<Row> {
  /** Up to one row more than the page: the extra one tells that there is a next page. */
  readonly rows: readonly Row[];
  readonly size: number;
  readonly after: boolean;
  readonly cursors: Cursors;
  /** The row's place in the list's order. */
  readonly position: (row: Row) => readonly string[];
  readonly count: Count;
}

export function makePage<Row>({ rows, size, after, cursors, position, count }: PageOf<Row>): Page<Row> {
  return {
    edges: rows.slice(0, size).map((node) => ({
      node,
      // Sealing is dear and most questions ask for none: made when it is read.
      get cursor() {
        return cursors.seal(position(node));
      },
    })),
    hasNextPage: rows.length > size,
    hasPreviousPage: after,
    count,
  };
}
