import type { JsonValue, SchemaDocument } from '@caretrail/proof';

/** One policy class of a record type, as it is committed: the leaves from `first`, in order. */
export interface CommittedClass<Row> {
  readonly versionTable: string;
  readonly first: number;
  readonly names: readonly string[];
  values(row: Row): readonly JsonValue[];
}

/** The leaf list of a record type (docs: ledger, "What is committed"). */
export interface CommittedType<Row> {
  readonly document: SchemaDocument;
  readonly see: CommittedClass<Row>;
  readonly content: CommittedClass<Row>;
}

/** A leaf that a reader may see, with the salt that opens it. */
export interface OpenLeaf {
  readonly index: number;
  readonly value: JsonValue;
  readonly fieldSalt: Uint8Array;
}

export interface ProofWanted {
  readonly record: string;
  readonly number: number;
  readonly disclosed: readonly OpenLeaf[];
}

export interface IntegrityWanted {
  readonly record: string;
  readonly number: number;
  /** Null: the values and salts were destroyed. */
  readonly leaves: readonly OpenLeaf[] | null;
}

/** Proof files and checks from stored versions; the owner subgraph brings it from the database's room. */
export interface Provenance {
  /** Answers in order; null while the version is not provable. */
  proofs(wanted: readonly ProofWanted[]): Promise<readonly (object | null)[]>;
  integrity(wanted: readonly IntegrityWanted[]): Promise<readonly IntegrityAnswer[]>;
}

export const INTEGRITY = ['MATCH', 'MISMATCH', 'MISSING', 'ERASED', 'NOT_CHECKABLE'] as const;
/** The stored values against the commitment (docs: ledger, "Integrity"). */
export type IntegrityAnswer = (typeof INTEGRITY)[number];
