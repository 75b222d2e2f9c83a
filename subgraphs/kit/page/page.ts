import { BadInput } from '../errors/bad-input.ts';
import type { Cursors } from './cursor.ts';

/** Rows of a page when `first` is absent, and the most that may be asked for. */
export const DEFAULT_PAGE = 20;
export const MOST_PAGE = 200;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** What a connection type resolves from; `totalCount` is asked only where it is selected. */
export interface Page<Row> {
  readonly edges: readonly { readonly node: Row; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: () => Promise<number>;
}

/** Checks `first`; throws `BadInput` outside 0 to 200. */
export function pageSize({ first }: PageArguments): number {
  if (first === undefined || first === null) return DEFAULT_PAGE;
  if (first < 0 || first > MOST_PAGE) throw new BadInput(`first must lie between 0 and ${MOST_PAGE}`);
  return first;
}

export interface PageOf<Row> {
  /** Up to one row more than the page: the extra one tells that there is a next page. */
  readonly rows: readonly Row[];
  readonly size: number;
  readonly after: boolean;
  readonly cursors: Cursors;
  /** The row's place in the list's order. */
  readonly position: (row: Row) => readonly string[];
  readonly totalCount: () => Promise<number>;
}

export function makePage<Row>({ rows, size, after, cursors, position, totalCount }: PageOf<Row>): Page<Row> {
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
    totalCount,
  };
}
