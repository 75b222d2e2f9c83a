import type { ClaimDetailRow, ClaimRow } from '@caretrail/db/records';
import { type GrantedRow, type Place, type RecordTables, sql } from '@caretrail/kit';

/** A claim as loaded: the detail is there only where the caller's role has it and the row shows the relation. */
export type ClaimRecord = ClaimRow & ClaimDetailRow & GrantedRow & Place;

export const CLAIM_TABLES: RecordTables = {
  type: 'Claim',
  see: {
    policy: 'claim.see',
    table: 'claims.claim',
    columns: [
      ...['patient', 'encounter', 'provider', 'insurer', 'use', 'state', 'month', 'type_group'],
      ...['total', 'total_currency', 'paid', 'paid_currency'],
    ],
  },
  content: {
    policy: 'claim.read',
    table: 'claims.claim_detail',
    key: 'claim',
    columns: [
      ...['type', 'created', 'billable_start', 'billable_end'],
      ...['lines', 'diagnoses', 'adjudications', 'history'],
    ],
    time: 'created',
  },
  keys: {
    patient: sql`t.patient`,
    custodian: sql`t.custodian`,
    provider: sql`t.provider_member`,
    insurer: sql`t.insurer_member`,
  },
};
