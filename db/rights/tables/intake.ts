import type { PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../../tables/index.ts';
import type { TableRights } from '../table.ts';

/** What comes in is for the importer alone. */
const imported = (table: PgTable): TableRights => ({
  table,
  logins: { caretrail_import: ['select', 'insert', 'update', 'delete', 'truncate'] },
});

export const INTAKE_TABLES: readonly TableRights[] = [
  imported(tables.source),
  imported(tables.run),
  imported(tables.takenFile),
  imported(tables.quarantine),
];
