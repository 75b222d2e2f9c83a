import type { PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../../tables/index.ts';
import type { Privilege, TableRights } from '../table.ts';

/** What comes in is for the importer alone; the worker takes away what is said there of an erased record. */
const imported = (table: PgTable, worker: readonly Privilege[] = []): TableRights => ({
  table,
  logins: {
    caretrail_import: ['select', 'insert', 'update', 'delete', 'truncate'],
    caretrail_worker: worker,
  },
});

export const INTAKE_TABLES: readonly TableRights[] = [
  // What was erased is known by its source's id, so that it does not come in again.
  {
    ...imported(tables.source, ['select (source, type, source_id, record)', 'update (digest)']),
    erased: 'record',
  },
  imported(tables.run),
  imported(tables.takenFile),
  imported(tables.quarantine, ['select (resource)', 'delete']),
];
