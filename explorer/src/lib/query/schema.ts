import { question } from '../graph/question.ts';
import type { Read } from '../shape/cursor.ts';
import { listOrNone, object, orNull, text } from '../shape/read.ts';

/** An argument of a field, or a member of an input object. */
export interface Input {
  readonly name: string;
  readonly description: string | null;
  /** As GraphQL writes it: `[ID!]!`. */
  readonly type: string;
  /** Without list and non-null. */
  readonly inner: string;
  /** Whether a question must give it: not null, and without a default. */
  readonly required: boolean;
}

export interface Field extends Input {
  readonly args: readonly Input[];
}

export interface Type {
  readonly name: string;
  readonly kind: string;
  readonly description: string | null;
  readonly fields: ReadonlyMap<string, Field>;
  readonly inputs: ReadonlyMap<string, Input>;
  readonly values: readonly string[];
}

/** The schema of the reader's tier, by type: fields of other tiers are not in it. */
export type Schema = ReadonlyMap<string, Type>;

interface Wrapped {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType: Wrapped | null;
}

const wrapped: Read<Wrapped> = (at) =>
  object<Wrapped>({ kind: text, name: orNull(text), ofType: orNull(wrapped) })(at);

function written({ kind, name, ofType }: Wrapped): string {
  const inner = ofType === null ? (name ?? '') : written(ofType);
  if (kind === 'NON_NULL') return `${inner}!`;
  return kind === 'LIST' ? `[${inner}]` : inner;
}
const innermost = ({ name, ofType }: Wrapped): string => (ofType === null ? (name ?? '') : innermost(ofType));

const input: Read<Input> = (at) => {
  const { name, description, type, defaultValue } = object({
    name: text,
    description: orNull(text),
    type: wrapped,
    defaultValue: orNull(text),
  })(at);
  const required = type.kind === 'NON_NULL' && defaultValue === null;
  return { name, description, required, type: written(type), inner: innermost(type) };
};
const field: Read<Field> = (at) => ({ ...input(at), ...object({ args: listOrNone(input) })(at) });

const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
  new Map(list.map((one) => [one.name, one]));

const type: Read<Type> = (at) => {
  const found = object({
    name: text,
    kind: text,
    description: orNull(text),
    fields: listOrNone(field),
    inputFields: listOrNone(input),
    enumValues: listOrNone(object({ name: text })),
  })(at);
  const { name, kind, description } = found;
  return {
    ...{ name, kind, description },
    fields: byName(found.fields),
    inputs: byName(found.inputFields),
    values: found.enumValues.map((value) => value.name),
  };
};

const schema: Read<{ schema: Schema }> = (at) => {
  const { __schema } = object({ __schema: object({ types: listOrNone(type) }) })(at);
  return { schema: byName(__schema.types.filter(({ name }) => !name.startsWith('__'))) };
};

const TYPE = 'type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';

/** The whole schema that the reader's tier has. */
export const wholeSchemaQuestion = question<Record<string, never>, { schema: Schema }>(
  `query Introspection { __schema { types {
    name kind description enumValues { name }
    fields { name description ${TYPE} args { name description defaultValue ${TYPE} } }
    inputFields { name description defaultValue ${TYPE} }
  } } }`,
  schema,
);

export const isComposite = (type: Type | undefined): boolean =>
  type !== undefined && ['OBJECT', 'INTERFACE', 'UNION'].includes(type.kind);
