import type { FieldNode, GraphQLCompositeType, GraphQLField } from 'graphql';

/** A selected field with its place in the caller's schema. */
export interface FieldSelection {
  readonly kind: 'field';
  /** Name in the answer: the alias, or the field's own name. */
  readonly key: string;
  readonly parent: GraphQLCompositeType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Arguments and alias as written. */
  readonly node: FieldNode;
  /** Null on a leaf. */
  readonly children: readonly Selection[] | null;
}

/** Selections that hold only for objects of one type. */
interface FragmentSelection {
  readonly kind: 'fragment';
  readonly on: GraphQLCompositeType;
  readonly children: readonly Selection[];
}

/** An operation's selections with named fragments written out and `@skip` and `@include` decided. */
export type Selection = FieldSelection | FragmentSelection;

/** Fields of the schema about itself, which no subgraph answers. */
export const isIntrospection = (field: FieldSelection): boolean =>
  field.definition.name === '__schema' || field.definition.name === '__type';

export const isTypename = (field: FieldSelection): boolean => field.definition.name === '__typename';
