import type { ConditionDetailRow, ConditionRow } from '@caretrail/db/records';
import { type GrantedRow, type Place, type RecordTables, sql } from '@caretrail/kit';

export type ConditionRecord = ConditionRow & ConditionDetailRow & GrantedRow & Place;

export const CONDITION_TABLES: RecordTables = {
  type: 'Condition',
  see: {
    policy: 'clinical.see',
    table: 'patients.condition',
    columns: ['patient', 'encounter', 'month', 'code_group', 'clinical_status', 'sensitivity'],
  },
  content: {
    policy: 'clinical.read',
    table: 'patients.condition_detail',
    key: 'condition',
    columns: ['code', 'onset', 'abatement', 'recorded', 'verification_status'],
    time: 'onset',
  },
  keys: { patient: sql`t.patient`, custodian: sql`t.custodian`, sensitivity: sql`t.sensitivity` },
};
