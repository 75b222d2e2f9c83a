import {
  type GraphQLFieldConfig,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isObjectType,
  isOutputType,
} from 'graphql';

type Fields = Record<string, GraphQLFieldConfig<unknown, unknown>>;

/** Fields that only a gateway asks for. */
const FEDERATION = ['_entities', '_service'];

/**
 * One plain graphql-js schema with the resolvers of several subgraphs: what a server would be that was never cut into
 * subgraphs. Objects with one name are joined; of a field that two define, the first counts.
 */
export function mergeSchemas(schemas: readonly GraphQLSchema[]): GraphQLSchema {
  const merged = new Map<string, GraphQLNamedType>();

  const named = (name: string): GraphQLNamedType => {
    const type = merged.get(name);
    if (!type) throw new Error(`No type ${name}`);
    return type;
  };
  const output = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(output(type.ofType));
    if (isListType(type)) return new GraphQLList(output(type.ofType));
    const found = named(type.name);
    if (!isOutputType(found)) throw new Error(`${type.name} is no output type`);
    return found;
  };
  const input = (type: GraphQLInputType): GraphQLInputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(input(type.ofType));
    if (isListType(type)) return new GraphQLList(input(type.ofType));
    const found = named(type.name);
    if (!isInputType(found)) throw new Error(`${type.name} is no input type`);
    return found;
  };
  const fieldsOf = (name: string): Fields => {
    const fields: Fields = {};
    for (const schema of schemas) {
      const type = schema.getType(name);
      if (!isObjectType(type)) continue;
      for (const [key, field] of Object.entries(type.toConfig().fields)) {
        if (fields[key] || FEDERATION.includes(key)) continue;
        const args = Object.entries(field.args ?? {}).map(([argument, value]) => [
          argument,
          { ...value, type: input(value.type) },
        ]);
        fields[key] = { ...field, type: output(field.type), args: Object.fromEntries(args) };
      }
    }
    return fields;
  };

  for (const type of schemas.flatMap((schema) => Object.values(schema.getTypeMap()))) {
    if (merged.has(type.name) || type.name.startsWith('_')) continue;
    if (isObjectType(type))
      merged.set(type.name, new GraphQLObjectType({ name: type.name, fields: () => fieldsOf(type.name) }));
    else if (isInputObjectType(type)) {
      const { fields, ...config } = type.toConfig();
      const entries = () =>
        Object.entries(fields).map(([key, field]) => [key, { ...field, type: input(field.type) }]);
      merged.set(
        type.name,
        new GraphQLInputObjectType({ ...config, fields: () => Object.fromEntries(entries()) }),
      );
    } else merged.set(type.name, type);
  }
  const query = named('Query');
  if (!isObjectType(query)) throw new Error('Query is no object type');
  return new GraphQLSchema({ query, types: [...merged.values()] });
}
