import type { TableRights } from '../table.ts';
import {
  ACCESS_TABLES,
  API_KEY,
  BUDGET,
  EVENT,
  EVENT_VERSION,
  STREAM_PLACE,
  USED_CONTEXT,
} from './access.ts';
import { EMERGENCY_TABLES } from './emergency.ts';
import { ERASURE } from './erasure.ts';
import { EXPORT_TABLES } from './export.ts';
import { INTAKE_TABLES } from './intake.ts';
import { PROVENANCE_TABLES } from './provenance.ts';
import { RECORD_TABLES, REFERENCE_TABLES } from './records.ts';

/** The rights of every table there is. */
export const TABLE_RIGHTS: readonly TableRights[] = [
  ...RECORD_TABLES,
  ...REFERENCE_TABLES,
  ...ACCESS_TABLES,
  ...EMERGENCY_TABLES,
  ERASURE,
  ...EXPORT_TABLES,
  EVENT,
  EVENT_VERSION,
  USED_CONTEXT,
  BUDGET,
  API_KEY,
  STREAM_PLACE,
  ...PROVENANCE_TABLES,
  ...INTAKE_TABLES,
];
