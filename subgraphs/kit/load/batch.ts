import DataLoader from 'dataloader';

/** Most keys of one statement. */
export const MOST_KEYS = 2000;

/** A loader that gathers ids of one tick into one statement; rows come back in any order, missing ones as null. */
export function byId<Row extends { readonly id: string }>(
  fetch: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row | null> {
  return new DataLoader<string, Row | null>(
    async (ids) => {
      const rows = new Map((await fetch(ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    },
    { maxBatchSize: MOST_KEYS },
  );
}

/** A loader of groups: rows of one statement, told apart by the key that each names. */
export function byGroup<Row extends object>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  key: (row: Row) => string,
): DataLoader<string, readonly Row[]> {
  return new DataLoader<string, readonly Row[]>(
    async (keys) => {
      const groups = Map.groupBy(await fetch(keys), key);
      return keys.map((one) => groups.get(one) ?? []);
    },
    { maxBatchSize: MOST_KEYS },
  );
}
