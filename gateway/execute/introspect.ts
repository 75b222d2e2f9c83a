import { type DocumentNode, executeSync, type GraphQLSchema } from 'graphql';
import type { Variables } from '../operation/conditions.ts';
import { type Data, emptyRecord } from './record.ts';

/** Answers what is asked about the schema from the tier's own, which knows nothing of the others. */
export function introspect(schema: GraphQLSchema, document: DocumentNode | null, variables: Variables): Data {
  if (document === null) return emptyRecord();
  const { data } = executeSync({ schema, document, variableValues: { ...variables } });
  return data ?? emptyRecord();
}
