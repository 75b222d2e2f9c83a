import { type Fragment, sql } from '../sql/fragment.ts';

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

/** Rows behind a place; `null`: from the start. */
export function behind({ sortKey, idKey }: OrderKeys, place: Place | null): Fragment {
  if (place === null) return sql`true`;
  const { id, sort } = place;
  if (sort === null) return sql`(${sortKey} is null and ${idKey} > ${id}::uuid)`;
  return sql`(${sortKey} < ${sort} or ${sortKey} is null or (${sortKey} = ${sort} and ${idKey} > ${id}::uuid))`;
}
