import type { Fields, Json, KeyKind, RecordType, SchemaDocument } from '../../records/index.ts';
import {
  claim,
  condition,
  consent,
  coverage,
  diagnosticReport,
  encounter,
  imagingStudy,
  medicationRequest,
  observation,
  patient,
} from '../../records/index.ts';
import type { Row } from './insert.ts';

/** What the rows of a record are looked up and guarded by; the same in all its tables. */
export interface RecordKeys {
  readonly patient: string;
  readonly custodian: string;
  readonly provider_member: string | null;
  readonly insurer_member: string | null;
  readonly grantees: readonly string[] | null;
  readonly sensitivity: string | null;
  readonly at: Date | null;
}

/** Keys that most record types leave empty. */
export const NO_PARTIES = { provider_member: null, insurer_member: null, grantees: null } as const;

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

const NAMES: Readonly<Record<KeyKind, readonly (keyof RecordKeys)[]>> = {
  person: ['custodian', 'patient'],
  clinical: ['custodian', 'patient', 'sensitivity', 'at'],
  claim: ['custodian', 'patient', 'provider_member', 'insurer_member', 'at'],
  consent: ['custodian', 'patient', 'grantees', 'at'],
};

function recordTables<See, S extends Fields<See>, Content, C extends Fields<Content>>(
  type: RecordType<See, S, Content, C>,
): RecordTables<See, Content> {
  const named = (names: readonly (keyof RecordKeys)[]) => (keys: RecordKeys) =>
    Object.fromEntries(names.map((name) => [name, keys[name]]));
  const names = NAMES[type.keys];
  return {
    ...type,
    // A person's own rows are called by the person: that is no key of theirs.
    rowKeys: named(type.keys === 'person' ? ['custodian'] : names),
    versionKeys: named(names),
  };
}

export const PATIENT = recordTables(patient);
export const ENCOUNTER = recordTables(encounter);
export const CONDITION = recordTables(condition);
export const OBSERVATION = recordTables(observation);
export const MEDICATION_REQUEST = recordTables(medicationRequest);
export const DIAGNOSTIC_REPORT = recordTables(diagnosticReport);
export const IMAGING_STUDY = recordTables(imagingStudy);
export const CLAIM = recordTables(claim);
export const CONSENT = recordTables(consent);
export const COVERAGE = recordTables(coverage);
