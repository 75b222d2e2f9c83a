import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { Tier } from '@caretrail/kit';
import { type DocumentNode, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import type { Composition } from '../compose/compose.ts';
import { refuse } from '../guard/refusal.ts';
import { hiddenFrom } from './hidden.ts';
import { viewSdl } from './view-sdl.ts';

/** The graph as one tier knows it: made once, never changed. */
export interface TierView {
  readonly tier: Tier;
  /** What the tier's callers validate against and may ask about. */
  readonly schema: GraphQLSchema;
  /** The composed graph with hidden places marked, as planners load it. */
  readonly supergraphSdl: string;
  /** Which subgraphs are asked for what; the document holds no named fragment and no condition. Throws a `Refusal`. */
  plan(document: DocumentNode): QueryPlan;
}

/** Plans weighed for one operation before the best so far is taken: an operation cannot make planning endless. */
const MOST_PLANS = 1_000;
/** Ways to one field that are looked at: through objects that several subgraphs share they multiply with every step. */
const MOST_WAYS = 1_000;

/** The planner's error for too many ways is told by its words alone. */
const isTooManyWays = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Too many options generated');

function planner(supergraph: Supergraph, apiSchema: Schema): TierView['plan'] {
  const plans = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: true,
    reuseQueryFragments: false,
    debug: { maxEvaluatedPlans: MOST_PLANS, pathsLimit: MOST_WAYS },
  });
  return (document) => {
    try {
      return plans.buildQueryPlan(operationFromDocument(apiSchema, document, { validate: false }));
    } catch (error) {
      if (!isTooManyWays(error)) throw error;
      throw refuse(
        'LIMIT_EXCEEDED',
        'The operation can be planned in too many ways: ask for less of it at a time.',
      );
    }
  };
}

export function buildView(tier: Tier, composition: Composition): TierView {
  const supergraphSdl = viewSdl(composition.supergraph, hiddenFrom(tier, composition));
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  return {
    tier,
    schema: apiSchema.toGraphQLJSSchema(),
    supergraphSdl,
    plan: planner(supergraph, apiSchema),
  };
}

/** A tier's schema as SDL, in an order that does not depend on the subgraphs'. */
export const sdlOf = (view: TierView): string => `${printSchema(lexicographicSortSchema(view.schema))}\n`;
