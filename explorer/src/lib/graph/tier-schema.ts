import type { Read } from '../shape/cursor.ts';
import { list, object, orNull, text } from '../shape/read.ts';
import { type Operation, readOperation, type Selected, writeOperation } from './selection.ts';

/** The fields a tier's schema has, by type, each with the name of its own type. */
export type TierSchema = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Names only, and of the tier of whoever asks: other tiers' fields are not there to be seen. */
export const SCHEMA_QUESTION =
  'query Schema { __schema { types { name fields { name type { name ofType { name ofType { name ofType { name } } } } } } } }';

interface Wrapped {
  readonly name: string | null;
  readonly ofType: Wrapped | null;
}

const wrapped: Read<Wrapped> = (at) => object<Wrapped>({ name: orNull(text), ofType: orNull(wrapped) })(at);
const innermost = ({ name, ofType }: Wrapped): string => name ?? (ofType === null ? '' : innermost(ofType));

const types = object({
  __schema: object({
    types: list(object({ name: text, fields: orNull(list(object({ name: text, type: wrapped }))) })),
  }),
});

export const readSchema: Read<TierSchema> = (at) =>
  new Map(
    types(at).__schema.types.map(({ name, fields }) => [
      name,
      new Map((fields ?? []).map((field) => [field.name, innermost(field.type)])),
    ]),
  );

/** The part of a selection that a type has; a field below which nothing is left goes too. */
function within(schema: TierSchema, type: string, fields: readonly Selected[]): Selected[] {
  return fields.flatMap((field) => {
    const inner = schema.get(type)?.get(field.name);
    if (inner === undefined) return [];
    if (field.below === null) return [field];
    const below = within(schema, inner, field.below);
    return below.length === 0 ? [] : [{ ...field, below }];
  });
}

/**
 * A query cut to what the reader's tier has: there, fields of other tiers do not exist, and asking for them is asking
 * for a misspelt name. Null when nothing is left.
 */
export function forTier(query: string, schema: TierSchema): string | null {
  const operation: Operation = readOperation(query);
  const fields = within(schema, 'Query', operation.fields);
  return fields.length === 0 ? null : writeOperation({ ...operation, fields });
}
