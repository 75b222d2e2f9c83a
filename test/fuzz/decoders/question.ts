import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { buildSchema } from 'graphql';
import { LIMITS } from '../../../gateway/guard/limits.ts';
import { checkedDocument, chooseOperation, coerceVariables } from '../../../gateway/guard/operation.ts';
import { parseOperation } from '../../../gateway/guard/parse-operation.ts';
import { priceOf } from '../../../gateway/guard/price.ts';
import { Refusal } from '../../../gateway/guard/refusal.ts';
import { expand } from '../../../gateway/operation/expand.ts';
import { HttpError } from '../../../gateway/serve/http/http-error.ts';
import { readQuestion } from '../../../gateway/serve/http/read-question.ts';
import type { Decoder } from '../decoder.ts';

const TIER = new URL('../../../gateway/tiers/generated/public.graphql', import.meta.url);

const SEEDS = [
  { query: '{ me { tier } blocks(first: 2) { nodes { number hash } } network { __typename } }' },
  {
    query:
      'query A($first: Int = 3, $if: Boolean!) { ...F @include(if: $if) } fragment F on Query { blocks(first: $first) { nodes { number } } }',
    operationName: 'A',
    variables: { first: 5, if: true },
  },
  {
    query:
      'query($p: JSON!) { verify(proof: $p) { ok } explain(operation: "{ me { tier } }") { __typename } }',
    variables: { p: {} },
  },
];

/** A question as anyone posts it, read up to its price: what a plan is made for. */
export function open(): Decoder {
  const schema = buildSchema(readFileSync(TIER, 'utf8'), { assumeValid: true });
  const query = schema.getQueryType();
  if (!query) throw new Error('the tier has no query');
  return {
    shape: 'json',
    seeds: SEEDS.map((seed) => Buffer.from(JSON.stringify(seed))),
    refuses: (error) => error instanceof Refusal || error instanceof HttpError,
    async decode(input) {
      const request = new IncomingMessage(new Socket());
      request.method = 'POST';
      request.headers = { 'content-type': 'application/json' };
      request.push(input);
      request.push(null);
      const { text, operationName, variables: given } = await readQuestion(request, LIMITS.body);
      const checked = checkedDocument('hash', text, parseOperation(text, schema, LIMITS));
      const operation = chooseOperation(checked, operationName);
      const variables = coerceVariables(schema, operation, given);
      if (operation.operation !== 'query') return;
      const context = { schema, fragments: checked.fragments, variables };
      priceOf(expand(operation.selectionSet, query, context), { variables, page: LIMITS.page });
    },
  };
}
