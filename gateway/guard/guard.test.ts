import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { expand } from '../operation/expand.ts';
import { LIMITS } from './limits.ts';
import { measure } from './measure.ts';
import { checkedDocument, chooseOperation, coerceVariables } from './operation.ts';
import { parseOperation } from './parse-operation.ts';
import { priceOf } from './price.ts';
import { Refusal } from './refusal.ts';

const SCHEMA = buildSchema(`
  type Query { patients(first: Int, after: String): PatientConnection  search(text: String!, first: Int): [Patient!]!
    lineage(of: ID!, depth: Int! = 1): Patient  verify(proof: JSON): Patient }
  scalar JSON
  type PatientConnection { edges: [PatientEdge!]!  nodes: [Patient!]!  pageInfo: PageInfo!  totalCount: Int! }
  type PatientEdge { node: Patient!  cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
  type Patient { id: ID!  sex: Sex  friend: Patient  friends(first: Int, last: Int): PatientConnection  proof: String  integrity: String }
  enum Sex { FEMALE MALE }
`);

function refusal(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

function price(text: string, given: Record<string, unknown> = {}): number {
  const checked = checkedDocument('hash', text, parseOperation(text, SCHEMA, LIMITS));
  const operation = chooseOperation(checked, null);
  const variables = coerceVariables(SCHEMA, operation, given);
  const query = SCHEMA.getQueryType();
  if (!query) throw new Error('no query');
  const context = { schema: SCHEMA, fragments: checked.fragments, variables };
  return priceOf(expand(operation.selectionSet, query, context), { variables, page: LIMITS.page });
}

/** 2^levels fields in a few lines. */
const bomb = (levels: number): string =>
  `{ ...F0 } ${Array.from({ length: levels }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')}
   fragment F${levels} on Query { __typename }`;

describe('size', () => {
  it('is measured with fragments written out, in time of the document’s length', () => {
    const before = performance.now();
    expect(measure(parse(bomb(60))).fields).toBe(2 ** 60);
    expect(performance.now() - before).toBeLessThan(50);
  });

  it.each([
    ['depth', `{ patients { nodes { ${'friend { '.repeat(13)} id ${'} '.repeat(13)} } } }`],
    [
      'depth through fragments',
      `{ patients { nodes { ...A } } } fragment A on Patient { ${'friend { '.repeat(7)} ...B ${'} '.repeat(7)} } fragment B on Patient { ${'friend { '.repeat(7)} id ${'} '.repeat(7)} }`,
    ],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ')} }`],
    [
      'aliases through fragments',
      `{ patients { nodes { ...A ...A } } } fragment A on Patient { ${Array.from({ length: 16 }, (_, n) => `a${n}: id`).join(' ')} }`,
    ],
    ['one field, often', `{ ${'__typename '.repeat(2_001)} }`],
    ['directives', `{ __typename ${'@include(if: true) '.repeat(101)} }`],
    ['unknown directives', `{ __typename ${'@x '.repeat(101)} }`],
    ['tokens', `{ ${'__typename '.repeat(5_000)} }`],
    ['a fragment bomb', bomb(16)],
    ['an alias that every object repeats', `{ patients { nodes { ${'a'.repeat(201)}: id } } }`],
    ['an operation’s name, which the access log keeps', `query ${'a'.repeat(201)} { __typename }`],
    ['lists in lists', `{ verify(proof: ${'['.repeat(9)}${']'.repeat(9)}) { id } }`],
    ['objects in objects', `{ verify(proof: ${'{ a: '.repeat(9)}1${' }'.repeat(9)}) { id } }`],
    [
      'lists in a variable’s default',
      `query ($proof: JSON = ${'['.repeat(9)}${']'.repeat(9)}) { verify(proof: $proof) { id } }`,
    ],
    ['lists deeper than the stack', `{ verify(proof: ${'['.repeat(2_490)}${']'.repeat(2_490)}) { id } }`],
    ['brackets without end', '{ patients '.repeat(1_500)],
  ])('%s is limited', (_, text) => {
    expect(['LIMIT_EXCEEDED', 'GRAPHQL_PARSE_FAILED']).toContain(
      refusal(() => parseOperation(text, SCHEMA, LIMITS)).code,
    );
  });

  it('lets values through that questions are made of', () => {
    const text = '{ verify(proof: { leaves: [{ path: [["a", "b"], { c: 1 }] }, { path: [] }] }) { id } }';
    expect(() => parseOperation(text, SCHEMA, LIMITS)).not.toThrow();
  });

  it.each([
    ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['a fragment in itself', '{ ...A } fragment A on Query { ...A }'],
    ['a circle through inline fragments', '{ ...A } fragment A on Query { ... on Query { ... { ...A } } }'],
    [
      'the schema in a circle',
      '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
    ],
  ])('%s is no valid operation', (_, text) => {
    expect(refusal(() => parseOperation(text, SCHEMA, LIMITS)).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('lets the usual introspection through', () => {
    expect(() => parseOperation(getIntrospectionQuery(), SCHEMA, LIMITS)).not.toThrow();
  });

  it.each([400, 990])('compares %i overlapping fields quickly or not at all', (count) => {
    const text = `{ patients { ${Array.from({ length: count }, () => 'nodes{friend{id}}').join(' ')} } }`;
    const before = performance.now();
    expect(refusal(() => parseOperation(text, SCHEMA, LIMITS)).code).toBe('LIMIT_EXCEEDED');
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe('words for a name that is not there', () => {
  it.each([
    ['a field', '{ patient { id } }'],
    ['an argument', '{ patients(frist: 1) { totalCount } }'],
    ['a type', '{ patients { ... on Patientt { id } } }'],
    ['a fragment’s type', '{ __typename } fragment F on Patientt { id }'],
    ['a variable’s type', 'query ($a: Sexx) { __typename }'],
    ['an enum value', '{ patients { nodes { id @include(if: TRU) } } }'],
    ['a directive', '{ __typename @skipp }'],
  ])('suggest nothing near: %s', (_, text) => {
    const { errors } = refusal(() => parseOperation(text, SCHEMA, LIMITS));
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  it('suggest nothing near in variables either', () => {
    const operation = chooseOperation(checkedDocument('', '', parse('query ($s: Sex) { __typename }')), null);
    const { errors, code } = refusal(() => coerceVariables(SCHEMA, operation, { s: 'FEMAL' }));
    expect(code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });
});

describe('price', () => {
  it.each<[number, string, string, Record<string, unknown>?]>([
    [0, 'leaves cost nothing', '{ __typename }'],
    [20, 'a connection costs its page, 20 unless told', '{ patients { edges { cursor node { id sex } } } }'],
    [5, 'and as many as are asked for', '{ patients(first: 5) { nodes { id } } }'],
    [5, 'also by a variable', 'query ($n: Int) { patients(first: $n) { nodes { id } } }', { n: 5 }],
    [7, 'also by its default', 'query ($n: Int = 7) { patients(first: $n) { nodes { id } } }'],
    [
      20,
      'a variable that is null is none',
      'query ($n: Int) { patients(first: $n) { nodes { id } } }',
      { n: null },
    ],
    [5 + 5, 'objects in a page, for each of it', '{ patients(first: 5) { nodes { friend { id } } } }'],
    [
      5 + 5 * 3 + 15,
      'pages in pages',
      '{ patients(first: 5) { nodes { friends(first: 3) { nodes { friend { id } } } } } }',
    ],
    [
      5 + 5 * 8,
      'the larger of two sizes',
      '{ patients(first: 5) { nodes { friends(first: 3, last: 8) { nodes { id } } } } }',
    ],
    [
      2 + 2 * 20 + 2 * 5,
      'a proof 20 and integrity 5',
      '{ patients(first: 2) { nodes { proof integrity } } }',
    ],
    [200, 'a verification 200', 'query ($p: JSON) { verify(proof: $p) { id } }'],
    [80, 'lineage 20 for a step', '{ lineage(of: "x", depth: 4) { id } }'],
    [3 + 3, 'a list with a size', '{ search(text: "x", first: 3) { friend { id } } }'],
    [
      5 + 5 + 5,
      'each alias',
      '{ a: patients(first: 5) { nodes { x: friend { id } } } b: patients(first: 5) { nodes { id } } }',
    ],
    [5, 'nothing for what is left out', '{ patients(first: 5) { nodes { friend @skip(if: true) { id } } } }'],
  ])('%i: %s', (cost, _title, text, variables = {}) => {
    expect(price(text, variables)).toBe(cost);
  });

  it.each([
    ['{ patients(first: -1) { totalCount } }', {}],
    ['{ patients(first: 1000000) { totalCount } }', {}],
    ['query ($n: Int) { patients(first: $n) { totalCount } }', { n: 201 }],
    ['query ($n: Int = -5) { patients(first: $n) { totalCount } }', {}],
    ['{ patients { nodes { friends(last: 500) { totalCount } } } }', {}],
  ])('a size that is negative or too large is refused: %s', (text, variables) => {
    expect(refusal(() => price(text, variables)).code).toBe('BAD_USER_INPUT');
  });
});
