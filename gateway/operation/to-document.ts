import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Selection } from './selection.ts';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function selectionNode(selection: Selection): SelectionNode {
  if (selection.kind === 'fragment') {
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: selection.on.name } },
      selectionSet: selectionSet(selection.children, false),
    };
  }
  const { alias, name, arguments: values } = selection.node;
  const type = getNamedType(selection.definition.type);
  return {
    kind: Kind.FIELD,
    name,
    ...(alias && { alias }),
    ...(values && { arguments: values }),
    ...(selection.children &&
      isCompositeType(type) && { selectionSet: selectionSet(selection.children, isAbstractType(type)) }),
  };
}

/** An emptied selection asks for the type's name; so does one that must know which object it got. */
function selectionSet(selections: readonly Selection[], abstract: boolean): SelectionSetNode {
  const nodes = selections.map(selectionNode);
  return {
    kind: Kind.SELECTION_SET,
    selections: abstract || nodes.length === 0 ? [TYPENAME, ...nodes] : nodes,
  };
}

/** A document of one operation without fragments or conditions, declaring only the variables it uses. */
export function toDocument(
  operation: OperationDefinitionNode,
  selections: readonly Selection[],
): DocumentNode {
  const set = selectionSet(selections, false);
  const used = new Set<string>();
  visit(set, { Variable: (node) => void used.add(node.name.value) });
  const definitions = operation.variableDefinitions?.filter((one) => used.has(one.variable.name.value));
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: operation.operation,
        ...(operation.name && { name: operation.name }),
        ...(definitions && { variableDefinitions: definitions }),
        selectionSet: set,
      },
    ],
  };
}
