import * as tables from '../../tables/index.ts';
import type { TableRights } from '../table.ts';
import { justNow, SUBJECT } from '../text.ts';

const ORDERING = { policy: 'record.erase', subgraphs: ['patients'] } as const;
const BY_CALLER = `erasure.ordered_by = ${SUBJECT} and erasure.erased_at is null`;

/**
 * A registrar orders in the name of the member that keeps the record. Whether it does keep it is seen only once the order is
 * written, and looked at again by the worker before anything is destroyed.
 */
export const ERASURE: TableRights = {
  table: tables.erasure,
  guarded: [
    { policy: 'erasure.read', subgraphs: ['patients'] },
    { ...ORDERING, which: `${BY_CALLER} and erasure.ordered_at >= date_trunc('milliseconds', now())` },
  ],
  written: [
    {
      ...{ ...ORDERING, commands: ['insert'] },
      which: `${BY_CALLER} and ${justNow('erasure.ordered_at')} and erasure.versions is null`,
    },
    {
      ...{ ...ORDERING, commands: ['update'], columns: ['type', 'patient'] },
      which: `${BY_CALLER} and erasure.ordered_at >= date_trunc('milliseconds', now())`,
    },
  ],
  // A hub keeps nothing in an export that was erased while it read it.
  logins: {
    caretrail_worker: ['select', 'insert', 'update', 'delete'],
    caretrail_hub: ['select (patient, erased_at)'],
  },
};
