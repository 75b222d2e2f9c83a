import type { Json } from './json.ts';

/** Leaves 0 to 3 of every version: version, activity, recordedAt, parents (proof format 1, section 3). */
export const HEADER_LEAVES = 4;

/** How each field of a policy class is read from a row of the table that holds the class. */
export type Fields<Row> = Readonly<Record<string, (row: Row) => Json>>;

/**
 * What the rows of a type are looked up and guarded by, besides their keeper: nothing more (a person), the person and the
 * label of a clinical record, the parties of a claim, or whom a person's decision names.
 */
export type KeyKind = 'person' | 'clinical' | 'claim' | 'consent';

/**
 * The leaves of a record type that one policy guards. They live in one table and, as versions, in
 * `<table>_version`; `first` is the leaf index of the first of them.
 */
export interface PolicyClass<Row, F extends Fields<Row>> {
  readonly policy: string;
  readonly table: string;
  readonly versionTable: string;
  readonly first: number;
  /** The columns that the leaves are read from. */
  readonly columns: readonly (keyof Row & string)[];
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
  readonly keys: KeyKind;
  /** Whoever sees the record at all reads these; its version rows also keep the salts of leaves 0 to 3. */
  readonly see: PolicyClass<See, S>;
  readonly content: PolicyClass<Content, C>;
  /** Column of the content class's table that holds the record's id. */
  readonly contentKey: string;
  /** Column of the content class that says when the record is of; `null` for a person. */
  readonly time: (keyof Content & string) | null;
}

/** What a record type says of one of its classes: its policy, its schema-qualified table, its fields in leaf order. */
interface ClassDefinition<Row, F extends Fields<Row>> {
  readonly policy: string;
  readonly table: string;
  readonly columns: readonly (keyof Row & string)[];
  readonly fields: F;
}

/** Curried, so that the row type is named and the field types are inferred. */
export function classOf<Row>(policy: string, table: string, columns: readonly (keyof Row & string)[]) {
  return <F extends Fields<Row>>(fields: F): ClassDefinition<Row, F> => ({ policy, table, columns, fields });
}

function policyClass<Row, F extends Fields<Row>>(
  definition: ClassDefinition<Row, F>,
  first: number,
): PolicyClass<Row, F> {
  const { table, fields } = definition;
  const names = Object.keys(fields);
  const readers = Object.values(fields);
  return {
    ...definition,
    versionTable: `${table}_version`,
    first,
    names,
    values: (row) => readers.map((read) => read(row)),
  };
}

/** Joins the two classes of a record type to its leaf list: the see class first, then the content class. */
export function recordType<See, S extends Fields<See>, Content, C extends Fields<Content>>(definition: {
  readonly type: string;
  readonly schema: number;
  readonly keys: KeyKind;
  readonly see: ClassDefinition<See, S>;
  readonly content: ClassDefinition<Content, C>;
  readonly time: (keyof Content & string) | null;
}): RecordType<See, S, Content, C> {
  const { type, schema } = definition;
  const see = policyClass(definition.see, HEADER_LEAVES);
  const content = policyClass(definition.content, HEADER_LEAVES + see.names.length);
  const contentKey = see.table.slice(see.table.indexOf('.') + 1);
  const document = { type, schema, fields: [...see.names, ...content.names] };
  return { ...definition, document, see, content, contentKey };
}
