import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Authorisation, Denial } from '../authorise/authorise.ts';
import { isIntrospection, isTypename, type Selection } from '../operation/selection.ts';
import { toDocument } from '../operation/to-document.ts';
import type { TierView } from '../tiers/view.ts';
import { gatherFetches } from './gather-fetches.ts';
import { type ObjectShape, shapeOf } from './shape.ts';

/** An operation with all that does not depend on its variables done: it may be kept and run again. */
export interface Prepared {
  readonly denials: readonly Denial[];
  /** What is fetched: the operation without what is refused. */
  readonly document: DocumentNode;
  /** Null where nothing is left to fetch. */
  readonly plan: QueryPlan | null;
  readonly introspection: DocumentNode | null;
  /** The answer's form: the operation as it was asked. */
  readonly shape: ObjectShape;
}

/** Root fields, also those in fragments, that satisfy a condition. */
function rootFields(
  selections: readonly Selection[],
  keep: (field: Extract<Selection, { kind: 'field' }>) => boolean,
): readonly Selection[] {
  return selections.flatMap((selection) =>
    selection.kind === 'fragment' ? rootFields(selection.children, keep) : keep(selection) ? [selection] : [],
  );
}

export function prepare(
  view: TierView,
  operation: OperationDefinitionNode,
  authorisation: Authorisation,
): Prepared {
  const { selections, allowed, denials } = authorisation;
  const root =
    operation.operation === 'mutation' ? view.schema.getMutationType() : view.schema.getQueryType();
  if (!root) throw new Error('No root type after validation');
  const fetched = rootFields(allowed, (field) => !isIntrospection(field) && !isTypename(field));
  const about = rootFields(allowed, isIntrospection);
  const document = toDocument(operation, fetched);
  return {
    denials,
    document,
    plan: fetched.length > 0 ? gatherFetches(view.plan(document)) : null,
    introspection: about.length > 0 ? toDocument(operation, about) : null,
    shape: shapeOf(selections, root, view.schema),
  };
}
