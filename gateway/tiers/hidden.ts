import type { Tier } from '@caretrail/kit';
import {
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeDefinitionNode,
} from 'graphql';
import type { Composition } from '../compose/compose.ts';
import { argumentCoordinate, type Coordinate, fieldCoordinate } from '../compose/coordinate.ts';
import { directiveName, directivesOf } from '../compose/directives.ts';
import { implementersOf, namedType, names, ROOTS, typesOf } from '../compose/elements.ts';
import { tiersWith } from '../compose/right.ts';
import { narrowedByTags, tagOf, tierTags } from '../compose/tags.ts';
import { reachable } from './reach.ts';

type Types = ReadonlyMap<string, TypeDefinitionNode>;

const fieldsOf = (node: TypeDefinitionNode): readonly (FieldDefinitionNode | InputValueDefinitionNode)[] =>
  'fields' in node ? (node.fields ?? []) : [];

const isOutput = (field: FieldDefinitionNode | InputValueDefinitionNode): field is FieldDefinitionNode =>
  field.kind === Kind.FIELD_DEFINITION;

const isRequired = (value: InputValueDefinitionNode): boolean =>
  value.type.kind === Kind.NON_NULL_TYPE && value.defaultValue === undefined;

/** Every named place of a type with the node that its directives stand on. */
function* places(
  node: TypeDefinitionNode,
): Iterable<readonly [Coordinate, Parameters<typeof directivesOf>[0], FieldDefinitionNode | null]> {
  const type = node.name.value;
  yield [type, node, null];
  for (const field of fieldsOf(node)) {
    yield [fieldCoordinate(type, field.name.value), field, isOutput(field) ? field : null];
    if (!isOutput(field)) continue;
    for (const argument of field.arguments ?? [])
      yield [argumentCoordinate(type, field.name.value, argument.name.value), argument, null];
  }
  if (node.kind === Kind.ENUM_TYPE_DEFINITION)
    for (const value of node.values ?? []) yield [fieldCoordinate(type, value.name.value), value, null];
}

/** What policies, tags on inputs and enum values, and the subgraphs' own `@inaccessible` hide from a tier. */
function hiddenByRule(composition: Composition, types: Types, tier: Tier): Set<Coordinate> {
  const { supergraph, index } = composition;
  const tagName = directiveName(supergraph, 'tag');
  const inaccessible = directiveName(supergraph, 'inaccessible');
  const hidden = new Set<Coordinate>();
  for (const node of types.values()) {
    for (const [coordinate, place, output] of places(node)) {
      const right = output && index.get(coordinate);
      if (right && !tiersWith(right).includes(tier)) hidden.add(coordinate);
      if (directivesOf(place, inaccessible).length > 0) hidden.add(coordinate);
      // Policies know their tiers, and decide alone; on inputs, enum values and beside rules that know none, a tier's tag
      // names an exception.
      if (output !== null && !(right && narrowedByTags(right))) continue;
      const tiers = tierTags(place, tagName);
      if (tiers.length > 0 && !tiers.includes(tagOf(tier))) hidden.add(coordinate);
    }
  }
  return hidden;
}

/** Whether nothing is left of a type: no field, no value, no member. */
function isEmpty(node: TypeDefinitionNode, hidden: ReadonlySet<Coordinate>): boolean {
  const type = node.name.value;
  switch (node.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return false;
    case Kind.UNION_TYPE_DEFINITION:
      return names(node.types).every((member) => hidden.has(member));
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).every((value) => hidden.has(fieldCoordinate(type, value.name.value)));
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      // A required field that cannot be given makes the whole input unusable.
      return (node.fields ?? []).some(
        (field) => hidden.has(fieldCoordinate(type, field.name.value)) && isRequired(field),
      )
        ? true
        : fieldsOf(node).every((field) => hidden.has(fieldCoordinate(type, field.name.value)));
    default:
      return fieldsOf(node).every((field) => hidden.has(fieldCoordinate(type, field.name.value)));
  }
}

/** A field goes with the type it gives, and with an argument it cannot do without. */
function hideFields(node: TypeDefinitionNode, hidden: Set<Coordinate>): void {
  const type = node.name.value;
  for (const field of fieldsOf(node)) {
    const coordinate = fieldCoordinate(type, field.name.value);
    if (hidden.has(namedType(field.type))) hidden.add(coordinate);
    if (!isOutput(field)) continue;
    for (const argument of field.arguments ?? []) {
      const place = argumentCoordinate(type, field.name.value, argument.name.value);
      if (hidden.has(namedType(argument.type))) hidden.add(place);
      if (hidden.has(place) && isRequired(argument)) hidden.add(coordinate);
    }
  }
}

/** A field of an interface is there only if every object that is there and may stand behind it has the field. */
function hideInterfaceFields(node: TypeDefinitionNode, types: Types, hidden: Set<Coordinate>): void {
  if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
  const objects = implementersOf(types, node.name.value).filter((object) => !hidden.has(object));
  for (const field of node.fields ?? []) {
    if (objects.some((object) => hidden.has(fieldCoordinate(object, field.name.value))))
      hidden.add(fieldCoordinate(node.name.value, field.name.value));
  }
}

/**
 * Every place that does not exist for a tier. What is hidden hides what needs it, upwards, until nothing changes: a
 * field of a hidden type, a type with nothing left, a type that no question leads to.
 */
export function hiddenFrom(tier: Tier, composition: Composition): ReadonlySet<Coordinate> {
  const types = typesOf(composition.supergraph);
  const hidden = hiddenByRule(composition, types, tier);
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size;
    for (const node of types.values()) {
      if (isEmpty(node, hidden)) hidden.add(node.name.value);
      hideFields(node, hidden);
    }
    const reached = reachable(types, hidden);
    for (const name of types.keys()) if (!reached.has(name)) hidden.add(name);
    for (const node of types.values()) hideInterfaceFields(node, types, hidden);
  }
  if (ROOTS[0] !== undefined && hidden.has(ROOTS[0])) throw new Error(`Nothing is left of tier ${tier}`);
  return hidden;
}
