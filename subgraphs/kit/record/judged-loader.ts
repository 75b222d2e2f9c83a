import DataLoader from 'dataloader';
import { MOST_KEYS } from '../load/batch.ts';
import type { JudgedRecords, KnownType } from './known-sql.ts';

/** A record, asked for under the name of a type. */
export interface AskedRecord {
  readonly type: KnownType;
  readonly id: string;
}

interface JudgedRow {
  readonly record: string;
  readonly type: string;
}

/**
 * One statement for all the records that a tick asks for, whatever their types: rows of each, in the statement's order;
 * none for a record that is of another type than it was asked for.
 */
export const judgedLoader = <Row extends JudgedRow>(
  fetch: (records: JudgedRecords) => Promise<readonly Row[]>,
): DataLoader<AskedRecord, readonly Row[], string> =>
  new DataLoader<AskedRecord, readonly Row[], string>(
    async (asked) => {
      const ids = [...new Set(asked.map(({ id }) => id))];
      const types = new Set(asked.map(({ type }) => type));
      const rows = Map.groupBy(await fetch({ ids, types }), ({ record }) => record);
      return asked.map(({ type, id }) => {
        const found = rows.get(id) ?? [];
        return found[0]?.type === type ? found : [];
      });
    },
    { cacheKeyFn: ({ type, id }) => `${type}/${id}`, maxBatchSize: MOST_KEYS },
  );
