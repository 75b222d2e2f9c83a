import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Variables } from '../operation/conditions.ts';

interface Fetch {
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly variables: Variables;
}

/**
 * The one way from a plan to a subgraph, in this process or another. Rejects only if the subgraph itself failed or time
 * ran out: errors of fields are part of the result.
 */
export type Send = (fetch: Fetch) => Promise<ExecutionResult>;
