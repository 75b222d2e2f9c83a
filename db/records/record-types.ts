import { claim } from './claim.ts';
import { condition } from './condition.ts';
import { encounter } from './encounter.ts';
import { patient } from './patient.ts';
import type { SchemaDocument } from './record-type.ts';

/** Every record type of schema 1, in the order in which the importer makes versions: parents before children. */
export const RECORD_TYPES = {
  Patient: patient,
  Encounter: encounter,
  Condition: condition,
  Claim: claim,
} as const;

/** The published schema documents, as a trust file lists them. */
export const SCHEMA_DOCUMENTS: readonly SchemaDocument[] = Object.values(RECORD_TYPES).map(
  (record) => record.document,
);
