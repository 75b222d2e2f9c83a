import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { conditionVariables, type Variables } from '../operation/conditions.ts';
import { Refusal, refuse } from './refusal.ts';

/** A document that a tier's schema accepts. */
export interface Checked {
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string;
  /** Characters of the text. */
  readonly length: number;
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables that `@skip` and `@include` ask. */
  readonly conditions: readonly string[];
}

export function checkedDocument(hash: string, length: number, document: DocumentNode): Checked {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return {
    hash,
    length,
    document,
    operations: document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION),
    fragments: new Map(fragments.map((one) => [one.name.value, one])),
    conditions: conditionVariables(document),
  };
}

/** The operation that a request means; a document of several needs its name. */
export function chooseOperation(checked: Checked, name: string | null): OperationDefinitionNode {
  const [first, second] = checked.operations;
  const chosen = name === null ? first : checked.operations.find((one) => one.name?.value === name);
  if (name === null && second)
    throw refuse('BAD_USER_INPUT', 'The document has several operations: name one in operationName.');
  if (!chosen) throw refuse('BAD_USER_INPUT', 'The document has no operation of that name.');
  return chosen;
}

/** The values of an operation's variables, defaults filled in; throws {@link Refusal} where one does not fit its type. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Variables,
): Variables {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given, {
    maxErrors: 10,
    hideSuggestions: true,
  });
  if (errors)
    throw new Refusal(
      'BAD_USER_INPUT',
      errors.map((error) => error.toJSON()),
    );
  return coerced;
}
