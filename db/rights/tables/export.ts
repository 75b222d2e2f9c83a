import * as tables from '../../tables/index.ts';
import type { Privilege, TableRights } from '../table.ts';

const written: readonly Privilege[] = ['select', 'insert', 'update', 'delete'];

/** The hubs' own: they read what they write here as the caller who asked, by the graph. The worker withdraws what it erases. */
export const EXPORT_TABLES: readonly TableRights[] = [
  {
    table: tables.exportJob,
    logins: { caretrail_hub: written, caretrail_worker: ['select (id, state)', 'update (state)'] },
  },
  {
    table: tables.exportChunk,
    logins: { caretrail_hub: written, caretrail_worker: ['select (job, patients)', 'delete'] },
  },
];
