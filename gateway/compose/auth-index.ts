import type { Catalogue } from '@caretrail/kit';
import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, type TypeDefinitionNode } from 'graphql';
import { type Coordinate, fieldCoordinate } from './coordinate.ts';
import { argumentOf, directiveName, directivesOf } from './directives.ts';
import { namedType, typesOf } from './elements.ts';
import { SIGNED_IN, withScope } from './foreign-rules.ts';
import { both, type Right, rightOf } from './right.ts';

/** Fields of object types to the policies that open them; a field without an entry is one of an embedded type. */
export type AuthIndex = ReadonlyMap<Coordinate, Right>;

type Annotated = Parameters<typeof directivesOf>[0];

/** The names that a directive lists, in disjunctive normal form: one inner list must hold, all of it. */
function namesOn(node: Annotated, directive: string, argument: string): string[][] | undefined {
  const [found] = directivesOf(node, directive);
  if (found === undefined) return undefined;
  const value = argumentOf(found, argument);
  if (value?.kind !== Kind.LIST) throw new Error(`@${directive} without a list of ${argument}`);
  return value.values.map((conjunction) => {
    if (conjunction.kind !== Kind.LIST) throw new Error(`@${directive} with a name outside a list`);
    return conjunction.values.map((name) => {
      if (name.kind !== Kind.STRING) throw new Error(`@${directive} with a name that is no string`);
      return name.value;
    });
  });
}

/** Reads what stands on one place of the graph: policies of the catalogue, and the rules that federation has of its own. */
function rulesOn(supergraph: DocumentNode, catalogue: Catalogue) {
  const [policy, authenticated, requiresScopes] = ['policy', 'authenticated', 'requiresScopes'].map(
    (feature) => directiveName(supergraph, feature),
  );
  return (node: Annotated): Right[] => {
    const policies = namesOn(node, policy ?? '', 'policies');
    const scopes = namesOn(node, requiresScopes ?? '', 'scopes');
    return [
      ...(policies ? [rightOf(policies, catalogue)] : []),
      ...(directivesOf(node, authenticated ?? '').length > 0 ? [[[SIGNED_IN]]] : []),
      ...(scopes ? [scopes.map((all) => all.map(withScope))] : []),
    ];
  };
}

/**
 * Reads every field's right from the composed graph: its own, that of the type it is in, and that of the enum, scalar
 * or object it gives, all together. Interfaces are left out: what their fields ask for is what the object types say.
 */
export function readAuthIndex(supergraph: DocumentNode, catalogue: Catalogue): AuthIndex {
  const rules = rulesOn(supergraph, catalogue);
  const types = typesOf(supergraph);
  const objects = [...types.values()].filter(
    (node: TypeDefinitionNode): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  const index = new Map<Coordinate, Right>();
  for (const object of objects) {
    for (const field of object.fields ?? []) {
      const given = types.get(namedType(field.type));
      const rights = [object, field, ...(given ? [given] : [])].flatMap(rules);
      if (rights.length === 0) continue;
      index.set(fieldCoordinate(object.name.value, field.name.value), rights.reduce(both));
    }
  }
  return index;
}
