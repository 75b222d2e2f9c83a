import type { Read } from './cursor.ts';
import { flag, list, object, orNull, text, whole } from './read.ts';

/** One page of a Relay connection. */
export interface Page<T> {
  readonly nodes: readonly T[];
  /** How many there are for this caller, in all or counted up to a bound; null where neither was asked for. */
  readonly total: number | null;
  /** Cursor of the next page, null on the last. */
  readonly next: string | null;
}

const pageInfo = object({ hasNextPage: flag, endCursor: orNull(text) });

export function connection<T>(node: Read<T>): Read<Page<T>> {
  const read = object({
    nodes: list(node),
    totalCount: orNull(whole),
    countUpTo: orNull(whole),
    pageInfo: orNull(pageInfo),
  });
  return (at) => {
    const { nodes, totalCount, countUpTo, pageInfo: info } = read(at);
    return {
      nodes,
      total: totalCount ?? countUpTo,
      next: info?.hasNextPage === true ? info.endCursor : null,
    };
  };
}
