import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import type { RequestContext } from '../request/context.ts';
import './access-plugin.ts';
import { addScalars } from './scalars.ts';

interface Scalar<Shape> {
  Input: Shape;
  Output: Shape;
}

/** What a kit schema is made of: one context, one set of scalars, the same in every subgraph. */
interface KitTypes {
  Context: RequestContext;
  Scalars: {
    ID: Scalar<string>;
    DateTime: { Input: string; Output: string | Date };
    Date: Scalar<string>;
    Decimal: Scalar<string>;
    Proof: Scalar<unknown>;
    JSON: Scalar<unknown>;
  };
}

export type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<KitTypes>>;

/**
 * A Pothos builder for one subgraph: federation 2, a required `access` on every field, fields nullable by default.
 *
 * @example
 * const builder = newBuilder();
 * builder.queryField('organization', (t) => t.field({ type: Organization, access: 'open', resolve }));
 */
export function newBuilder(): Builder {
  const builder = new SchemaBuilder<KitTypes>({ plugins: [DirectivesPlugin, FederationPlugin, 'access'] });
  builder.queryType({});
  addScalars(builder);
  return builder;
}
