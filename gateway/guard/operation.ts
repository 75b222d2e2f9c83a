import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { conditionVariables, type Variables } from '../operation/conditions.ts';
import { measure } from './measure.ts';
import { Refusal, refuse } from './refusal.ts';

/** A document that a tier's schema accepts. */
export interface Checked {
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string;
  /** Bytes of memory that its parsed, expanded and planned forms may take; an estimate. */
  readonly weight: number;
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables that `@skip` and `@include` ask. */
  readonly conditions: readonly string[];
}

/** Measured: a plan over three subgraphs takes 7 kB for each field written out, a literal 400 bytes for each token. */
const BYTES = { character: 4, token: 400, field: 7_000 } as const;

const weightOf = (text: string, document: DocumentNode): number =>
  text.length * BYTES.character +
  (document.tokenCount ?? 0) * BYTES.token +
  measure(document).fields * BYTES.field;

export function checkedDocument(hash: string, text: string, document: DocumentNode): Checked {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return {
    hash,
    weight: weightOf(text, document),
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
