import {
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { Limits } from './limits.ts';
import { measure, type Size } from './measure.ts';
import { Refusal, refuse } from './refusal.ts';
import { type TextSize, textSize } from './text-size.ts';

type Measured = keyof (Size & TextSize) & keyof Limits;

const WORDS: Readonly<Record<Measured, string>> = {
  depth: 'nests deeper than is allowed',
  aliases: 'uses more aliases than are allowed',
  directives: 'uses more directives than are allowed',
  fields: 'selects more fields than are allowed',
  // The query planner walks a list within lists twice at each level: thirty of them would keep it busy for minutes.
  literals: 'holds a value that nests deeper than is allowed: send it as a variable',
  name: 'has a longer name than is allowed',
};

const MEASURED: readonly Measured[] = ['depth', 'aliases', 'directives', 'fields', 'literals', 'name'];

/** Enough for a person to correct a document; a document made of mistakes is not read to its end. */
const MOST_ERRORS = 20;

function parseText(text: string, limits: Limits): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser goes one call deeper for each bracket: what nests until the stack ends is refused like what nests too deep.
    if (error instanceof RangeError) throw refuse('LIMIT_EXCEEDED', `The operation ${WORDS.depth}.`);
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('Parsing aborted'))
      throw refuse('LIMIT_EXCEEDED', 'The document has more tokens than are allowed.');
    throw new Refusal('GRAPHQL_PARSE_FAILED', [error.toJSON()]);
  }
}

const isOperation = (node: DefinitionNode): node is OperationDefinitionNode =>
  node.kind === Kind.OPERATION_DEFINITION;

/**
 * Parses and validates against the schema of one tier. A name that this tier does not have and a name that never was
 * give the same words: suggestions are off, since they name what is near.
 */
export function parseOperation(text: string, schema: GraphQLSchema, limits: Limits): DocumentNode {
  const document = parseText(text, limits);
  // Before validation, whose comparison of overlapping fields grows with the square of what is written out.
  const size = { ...measure(document), ...textSize(document) };
  for (const what of MEASURED)
    if (size[what] > limits[what]) throw refuse('LIMIT_EXCEEDED', `The operation ${WORDS[what]}.`);
  for (const { operation } of document.definitions.filter(isOperation))
    if (!schema.getRootType(operation))
      throw refuse('GRAPHQL_VALIDATION_FAILED', `There is no ${operation} here.`);
  const errors = validate(schema, document, undefined, { maxErrors: MOST_ERRORS, hideSuggestions: true });
  // graphql-js bounds its own comparison of overlapping fields, and says only this.
  if (errors.some(({ message }) => message === 'Validation aborted.'))
    throw refuse('LIMIT_EXCEEDED', 'The operation repeats more fields than can be compared.');
  if (errors.length > 0)
    throw new Refusal(
      'GRAPHQL_VALIDATION_FAILED',
      errors.map((error) => error.toJSON()),
    );
  return document;
}
