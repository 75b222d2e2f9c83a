import type { EncounterDetailRow, EncounterRow } from '@caretrail/db/records';
import { type GrantedRow, type Place, type RecordTables, sql } from '@caretrail/kit';

export type EncounterRecord = EncounterRow & EncounterDetailRow & GrantedRow & Place;

export const ENCOUNTER_TABLES: RecordTables = {
  type: 'Encounter',
  see: {
    policy: 'clinical.see',
    table: 'patients.encounter',
    columns: ['patient', 'organization', 'class', 'status', 'month', 'type_group', 'sensitivity'],
  },
  content: {
    policy: 'clinical.read',
    table: 'patients.encounter_detail',
    key: 'encounter',
    columns: ['period_start', 'period_end', 'type', 'reason', 'practitioner'],
    time: 'period_start',
  },
  keys: { patient: sql`t.patient`, custodian: sql`t.custodian`, sensitivity: sql`t.sensitivity` },
};
