import type {
  ClaimDetailRow,
  ClaimRow,
  ConditionDetailRow,
  ConditionRow,
  EncounterDetailRow,
  EncounterRow,
  PatientIdentityRow,
  PatientRow,
} from '../../records/index.ts';
import { claim, condition, encounter, type Json, patient, type SchemaDocument } from '../../records/index.ts';
import type { Row } from './insert.ts';

/** What the rows of a record are looked up and guarded by; the same in all its tables. */
export interface RecordKeys {
  readonly patient: string;
  readonly custodian: string;
  readonly provider_member: string | null;
  readonly insurer_member: string | null;
  readonly sensitivity: string | null;
  readonly at: Date | null;
}

interface ClassTables<T> {
  readonly table: string;
  readonly versionTable: string;
  readonly first: number;
  values(row: T): Json[];
}

/** Where the rows and versions of a record type go. */
export interface RecordTables<See, Content> {
  readonly type: string;
  readonly document: SchemaDocument;
  readonly see: ClassTables<See>;
  readonly content: ClassTables<Content>;
  /** Primary key of the content class's table. */
  readonly contentKey: string;
  /** The keys that stand in the rows, and in the version rows, of this type. */
  rowKeys(keys: RecordKeys): Row;
  versionKeys(keys: RecordKeys): Row;
}

const clinicalKeys = ({ custodian, patient, sensitivity, at }: RecordKeys): Row => ({
  custodian,
  patient,
  sensitivity,
  at,
});

const claimKeys = ({ custodian, patient, provider_member, insurer_member, at }: RecordKeys): Row => ({
  custodian,
  patient,
  provider_member,
  insurer_member,
  at,
});

export const PATIENT: RecordTables<PatientRow, PatientIdentityRow> = {
  ...patient,
  contentKey: 'patient',
  rowKeys: ({ custodian }) => ({ custodian }),
  versionKeys: ({ custodian, patient: subject }) => ({ custodian, patient: subject }),
};

export const ENCOUNTER: RecordTables<EncounterRow, EncounterDetailRow> = {
  ...encounter,
  contentKey: 'encounter',
  rowKeys: clinicalKeys,
  versionKeys: clinicalKeys,
};

export const CONDITION: RecordTables<ConditionRow, ConditionDetailRow> = {
  ...condition,
  contentKey: 'condition',
  rowKeys: clinicalKeys,
  versionKeys: clinicalKeys,
};

export const CLAIM: RecordTables<ClaimRow, ClaimDetailRow> = {
  ...claim,
  contentKey: 'claim',
  rowKeys: claimKeys,
  versionKeys: claimKeys,
};
