import type { Json } from './json.ts';

/** Leaves 0 to 3 of every version: version, activity, recordedAt, parents (proof format 1, section 3). */
export const HEADER_LEAVES = 4;

/** How each field of a policy class is read from a row of the table that holds the class. */
export type Fields<Row> = Readonly<Record<string, (row: Row) => Json>>;

/**
 * The leaves of a record type that one policy guards. They live in one table and, as versions, in
 * `<table>_version`; `first` is the leaf index of the first of them.
 */
export interface PolicyClass<Row, F extends Fields<Row>> {
  readonly policy: string;
  readonly table: string;
  readonly versionTable: string;
  readonly first: number;
  readonly names: readonly (keyof F & string)[];
  readonly fields: F;
  /** The values in leaf order: what the graph returns, what is committed and what a check recomputes. */
  values(row: Row): Json[];
}

/** The published document that fixes index and name of every field of (type, schema) for ever. */
export type SchemaDocument = {
  readonly type: string;
  readonly schema: number;
  readonly fields: readonly string[];
};

export interface RecordType<See, S extends Fields<See>, Content, C extends Fields<Content>> {
  readonly type: string;
  readonly schema: number;
  readonly document: SchemaDocument;
  /** Whoever sees the record at all reads these; its version rows also keep the salts of leaves 0 to 3. */
  readonly see: PolicyClass<See, S>;
  readonly content: PolicyClass<Content, C>;
}

/** What a record type says of one of its classes: its policy, its schema-qualified table, its fields in leaf order. */
interface ClassDefinition<Row, F extends Fields<Row>> {
  readonly policy: string;
  readonly table: string;
  readonly fields: F;
  readonly row?: Row;
}

/** Curried, so that the row type is named and the field types are inferred. */
export function classOf<Row>(policy: string, table: string) {
  return <F extends Fields<Row>>(fields: F): ClassDefinition<Row, F> => ({ policy, table, fields });
}

function policyClass<Row, F extends Fields<Row>>(
  definition: ClassDefinition<Row, F>,
  first: number,
): PolicyClass<Row, F> {
  const { policy, table, fields } = definition;
  const names = Object.keys(fields);
  const readers = Object.values(fields);
  return {
    policy,
    table,
    versionTable: `${table}_version`,
    first,
    names,
    fields,
    values: (row) => readers.map((read) => read(row)),
  };
}

/** Joins the two classes of a record type to its leaf list: the see class first, then the content class. */
export function recordType<See, S extends Fields<See>, Content, C extends Fields<Content>>(
  type: string,
  schema: number,
  see: ClassDefinition<See, S>,
  content: ClassDefinition<Content, C>,
): RecordType<See, S, Content, C> {
  const seen = policyClass(see, HEADER_LEAVES);
  const read = policyClass(content, HEADER_LEAVES + seen.names.length);
  return {
    type,
    schema,
    document: { type, schema, fields: [...seen.names, ...read.names] },
    see: seen,
    content: read,
  };
}
