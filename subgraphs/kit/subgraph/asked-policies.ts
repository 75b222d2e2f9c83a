import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { PolicyId } from '../catalogue/policies.ts';

/** Whether a document asks a type for any field that a policy guards. */
export type AskedPolicies = (type: string, policy: PolicyId) => boolean;

/** Extension of a field that shows what the content of its record says, though its own policy is the see policy. */
export const SHOWS_CONTENT = { showsContent: true } as const;

interface Asked {
  readonly policies: ReadonlyMap<string, ReadonlySet<unknown>>;
  /** Types of which something is asked that {@link SHOWS_CONTENT}. */
  readonly whole: ReadonlySet<string>;
}

function read(schema: GraphQLSchema, document: DocumentNode): Asked {
  const policies = new Map<string, Set<unknown>>();
  const whole = new Set<string>();
  const types = new TypeInfo(schema);
  const field = () => {
    const parent = types.getParentType();
    const extensions = types.getFieldDef()?.extensions ?? {};
    const guarding = extensions['policies'];
    const names = isAbstractType(parent)
      ? schema.getPossibleTypes(parent)
      : isObjectType(parent)
        ? [parent]
        : [];
    for (const { name } of names) {
      const known = policies.get(name) ?? new Set();
      for (const policy of Array.isArray(guarding) ? guarding : []) known.add(policy);
      policies.set(name, known);
      if (extensions['showsContent'] === true) whole.add(name);
    }
  };
  visit(document, visitWithTypeInfo(types, { Field: field }));
  return { policies, whole };
}

/**
 * What documents ask for, whatever their variables: rows are fetched no wider than that. Documents are kept by who parses
 * them, and each is read once.
 */
export function policyReader(schema: GraphQLSchema): (document: DocumentNode) => AskedPolicies {
  const known = new WeakMap<DocumentNode, Asked>();
  return (document) => {
    const asked = known.get(document) ?? read(schema, document);
    known.set(document, asked);
    return (type, policy) => asked.whole.has(type) || asked.policies.get(type)?.has(policy) === true;
  };
}
