import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';

const GENERATED = join(import.meta.dirname, '..', '..', '..', 'gateway', 'tiers', 'generated');
const known = new Map<string, GraphQLSchema>();

/** The schema that callers of a tier are shown. */
export function tierSchema(tier: string): GraphQLSchema {
  const schema = known.get(tier) ?? buildSchema(readFileSync(join(GENERATED, `${tier}.graphql`), 'utf8'));
  known.set(tier, schema);
  return schema;
}
