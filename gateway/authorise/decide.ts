import {
  type Caller,
  type DecisionContext,
  STEP_UP_SECONDS,
  type StaticDecision,
  staticDecision,
} from '@caretrail/kit';
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AuthIndex } from '../compose/auth-index.ts';
import { fieldCoordinate } from '../compose/coordinate.ts';
import type { Right } from '../compose/right.ts';
import { fieldRight } from './field-right.ts';

/** Whether this caller may have a field, as far as no row is asked. */
export type Decide = (parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>) => StaticDecision;

const ALLOWED: StaticDecision = { allowed: true };

/** Kinds of caller whose decisions are kept, for each tier. */
const KINDS = 500;

/** All of a caller that a static decision looks at. */
function kindOf(caller: Caller, now: number): string {
  const fresh = caller.authenticatedAt !== null && now - caller.authenticatedAt <= STEP_UP_SECONDS;
  const { role, purpose, scopes, tokenScopes } = caller;
  return JSON.stringify([role, purpose, scopes, tokenScopes, caller.case !== null, fresh]);
}

/** The record type a field gives, through a connection. */
function recordType(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const edges = isObjectType(type) ? type.getFields()['edges'] : undefined;
  const edge = edges && getNamedType(edges.type);
  const node = isObjectType(edge) ? edge.getFields()['node'] : undefined;
  return getNamedType(node?.type ?? type).name;
}

/** Types whose scopes a field asks for: that of the record it is in, and that of the record it leads to. */
export const typesAsked = (
  parent: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
): readonly string[] => [parent.name, recordType(field)];

function decideRight(right: Right, caller: Caller, context: DecisionContext): StaticDecision {
  const decisions = right.map((policies) => staticDecision(policies, caller, context));
  return decisions.find((one) => one.allowed) ?? decisions[0] ?? staticDecision([], caller, context);
}

/** Decisions for the callers of one tier, remembered for callers of the same kind. `now` in Unix seconds. */
export function createDecisions(schema: GraphQLSchema, index: AuthIndex) {
  const kinds = new LRUCache<string, Map<string, StaticDecision>>({ max: KINDS });
  return (caller: Caller, now: number): Decide => {
    const kind = kindOf(caller, now);
    const known = kinds.get(kind) ?? new Map<string, StaticDecision>();
    kinds.set(kind, known);
    return (parent, field) => {
      const coordinate = fieldCoordinate(parent.name, field.name);
      const before = known.get(coordinate);
      if (before) return before;
      const right = fieldRight(parent, field.name, schema, index);
      const decision = right
        ? decideRight(right, caller, { now, types: typesAsked(parent, field) })
        : ALLOWED;
      known.set(coordinate, decision);
      return decision;
    };
  };
}
