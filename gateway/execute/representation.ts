import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { type Data, emptyRecord, isObject, member, setMember } from './record.ts';

/** Whether an object is of a type, or of one behind an interface or union. */
export function isOfType(schema: GraphQLSchema, typename: unknown, condition: string): boolean {
  if (typename === condition) return true;
  const type = typeof typename === 'string' ? schema.getType(typename) : undefined;
  const abstract = schema.getType(condition);
  return isObjectType(type) && isAbstractType(abstract) && schema.isSubType(abstract, type);
}

function pick(value: unknown, selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, selections, schema));
  if (!isObject(value)) return null;
  const found = emptyRecord();
  return add(found, value, selections, schema) ? found : null;
}

function add(
  into: Data,
  object: Data,
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): boolean {
  return selections.every((selection) => {
    if (selection.kind === 'InlineFragment') {
      const applies =
        selection.typeCondition === undefined ||
        isOfType(schema, member(object, '__typename'), selection.typeCondition);
      return !applies || add(into, object, selection.selections, schema);
    }
    const key = selection.alias ?? selection.name;
    const value = member(object, key);
    if (value === undefined) return false;
    setMember(into, key, selection.selections ? pick(value, selection.selections, schema) : value);
    return true;
  });
}

/**
 * The key (and what `@requires` asks) by which a subgraph knows an object; null if the object lacks any of it, since a
 * subgraph must not be asked for half a key.
 */
export function representationOf(
  object: Data,
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): Data | null {
  const found = emptyRecord();
  return add(found, object, selections, schema) && typeof found['__typename'] === 'string' ? found : null;
}
