import { type Fragment, join, sql } from '../sql/fragment.ts';

/** A row's place in a list that is sorted newest first, rows without a time last, then by id. */
export interface Place {
  readonly id: string;
  readonly sort: string | null;
}

/** A time is told from none by its first character, as a position has text only. */
export const positionOf = ({ id, sort }: Place): readonly string[] => [sort === null ? '-' : `+${sort}`, id];

export const placeOf = ([sort = '-', id = '']: readonly string[]): Place => ({
  id,
  sort: sort.startsWith('+') ? sort.slice(1) : null,
});

/** Where a list keeps what it is ordered by. */
export interface OrderKeys {
  readonly sortKey: Fragment;
  readonly idKey: Fragment;
}

export const newestFirst = ({ sortKey, idKey }: OrderKeys): Fragment =>
  sql`${sortKey} desc nulls last, ${idKey}`;

/**
 * What lies behind a place (`null`: everything), in the list's order and as ranges that an index leads straight to: one
 * condition for rows with and without a time would read all rows before the place, and a deep page would cost by its depth.
 */
export function rangesBehind({ sortKey, idKey }: OrderKeys, place: Place | null): readonly Fragment[] {
  if (place === null) return [sql`true`];
  const { id, sort } = place;
  if (sort === null) return [sql`(${sortKey} is null and ${idKey} > ${id}::uuid)`];
  return [
    sql`(${sortKey} <= ${sort} and (${sortKey} < ${sort} or ${idKey} > ${id}::uuid))`,
    sql`(${sortKey} is null)`,
  ];
}

/** Rows behind a place, for lists that are short, such as those of one person. */
export const behind = (keys: OrderKeys, place: Place | null): Fragment =>
  sql`(${join(rangesBehind(keys, place), ' or ')})`;
