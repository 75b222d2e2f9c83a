import { type GraphQLCompositeType, type GraphQLSchema, isInterfaceType } from 'graphql';
import type { AuthIndex } from '../compose/auth-index.ts';
import { fieldCoordinate } from '../compose/coordinate.ts';
import { both, type Right } from '../compose/right.ts';

/**
 * What a field asks of its caller; undefined for fields of embedded types and of the schema about itself.
 * On an interface it is what every object of this tier behind it asks, together: a rule that only one of them has
 * must not be passed by asking the interface.
 */
export function fieldRight(
  parent: GraphQLCompositeType,
  field: string,
  schema: GraphQLSchema,
  index: AuthIndex,
): Right | undefined {
  if (!isInterfaceType(parent)) return index.get(fieldCoordinate(parent.name, field));
  const rights = schema
    .getPossibleTypes(parent)
    .map((object) => index.get(fieldCoordinate(object.name, field)))
    .filter((right) => right !== undefined);
  return rights.length === 0 ? undefined : rights.reduce(both);
}
