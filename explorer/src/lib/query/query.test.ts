import { describe, expect, it } from 'vitest';
import { Refusals } from '../graph/refusals.ts';
import { suggestions } from './complete.ts';
import { linesOf } from './lines.ts';
import { outcomeOf } from './outcome.ts';
import { tableOf } from './rows.ts';
import { scan } from './scan.ts';
import { wholeSchemaQuestion } from './schema.ts';
import { readVariables } from './variables.ts';

const named = (name: string, kind = 'SCALAR') => ({ kind, name, ofType: null });
const required = (of: object) => ({ kind: 'NON_NULL', name: null, ofType: of });
const field = (name: string, type: object, args: object[] = []) => ({
  name,
  description: `The ${name}.`,
  type,
  args,
});
const argument = (name: string, type: object) => ({ name, description: null, type });

const { schema } = wholeSchemaQuestion.read({
  value: {
    __schema: {
      types: [
        {
          name: 'Query',
          kind: 'OBJECT',
          fields: [
            field('claims', named('Claims', 'OBJECT'), [
              argument('first', named('Int')),
              argument('filter', named('Filter', 'INPUT_OBJECT')),
            ]),
          ],
        },
        {
          name: 'Claims',
          kind: 'OBJECT',
          fields: [field('nodes', { kind: 'LIST', name: null, ofType: required(named('Claim', 'OBJECT')) })],
        },
        {
          name: 'Claim',
          kind: 'OBJECT',
          fields: [field('id', required(named('ID'))), field('state', named('State', 'ENUM'))],
        },
        { name: 'Filter', kind: 'INPUT_OBJECT', inputFields: [argument('state', named('State', 'ENUM'))] },
        { name: 'State', kind: 'ENUM', enumValues: [{ name: 'PAID' }, { name: 'DENIED' }] },
      ],
    },
  },
  path: [],
  refusals: new Refusals([]),
});
const labels = (before: string) => suggestions(before, schema).map(({ label }) => label);
const problems = (text: string) => scan(text, schema).problems.map(({ code, name }) => `${code} ${name}`);

describe('completion', () => {
  it.each([
    ['', ['query']],
    ['query { ', ['claims']],
    ['{ claims(first: 2) { nodes { ', ['id', 'state']],
    ['{ other: claims { nodes { id ', ['id', 'state']],
    ['{ claims(', ['first', 'filter']],
    ['{ claims(filter: { ', ['state']],
    ['query ($s: State) { claims(filter: { state: ', ['PAID', 'DENIED', '$s']],
    ['{ claims { nodes { ... on Claim { ', ['id', 'state']],
    ['{ claims { nodes { id } } # {\n', ['claims']],
    ['{ claims { nodes { id } } } query Next { ', ['claims']],
  ])('after %s', (before, expected) => {
    expect(labels(before)).toEqual(expected);
  });
});

describe('a query is looked through', () => {
  it('and sound where all of it is in the schema', () => {
    const text =
      'query Q($s: State, $n: Int) { claims(first: $n, filter: { state: $s }) { nodes { id k: state __typename } } }';
    expect(problems(text)).toEqual([]);
    expect(scan(text, schema).variables).toEqual([
      { name: 's', type: 'State' },
      { name: 'n', type: 'Int' },
    ]);
  });

  it.each([
    ['{ patients { id } }', 'unknownField patients'],
    ['{ claims(last: 3) { nodes { id } } }', 'unknownArgument last'],
    ['{ claims }', 'needsSelection claims'],
    ['{ claims { nodes { id { x } } } }', 'noSelection id'],
    ['{ claims { nodes { id } }', 'unclosed {'],
    ['{ claims(first: $n) { nodes { id } } }', 'unknownVariable $n'],
    ['{ claims { nodes { id } } } }', 'unexpected }'],
  ])('%s: %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('and tells what each name is', () => {
    expect(scan('{ claims { nodes { state } } }', schema).names.at(-1)).toMatchObject({
      label: 'Claim.state: State',
      description: 'The state.',
    });
  });
});

describe('values of variables', () => {
  const declared = [
    { name: 'first', type: 'Int!' },
    { name: 'states', type: '[State!]' },
  ];
  it.each([
    ['{"first": 2, "states": ["PAID"]}', []],
    ['{"first": 2.5}', ['wrongType first']],
    ['{"first": 1, "states": ["LOST"]}', ['wrongType states']],
    ['', ['missing first']],
    ['{"first": 1, "last": 2}', ['unknown last']],
    ['[1]', ['notObject']],
    ['{first: 1}', ['notJson']],
  ])('%s: %j', (text, expected) => {
    const found = readVariables(text, declared, schema).problems;
    expect(
      found.map((problem) => ('name' in problem ? `${problem.code} ${problem.name}` : problem.code)),
    ).toEqual(expected);
  });
});

describe('an answer', () => {
  const body = {
    data: {
      claims: { edges: [{ node: { id: 'a', total: null } }, { node: { id: 'b', total: { value: '1' } } }] },
    },
    errors: [
      {
        message: 'no',
        path: ['claims', 'edges', 0, 'node', 'total'],
        extensions: { code: 'FORBIDDEN_ROLE' },
      },
    ],
  };
  const { data, refusals, refused, faults } = outcomeOf(body, 3);

  it('is a table of its first list, with a lock where a field was refused', () => {
    const { columns, rows } = tableOf(data, refusals);
    expect(columns).toEqual(['id', 'total', 'total.value']);
    expect(rows[0]?.get('total')?.refusal?.code).toBe('FORBIDDEN_ROLE');
    expect(rows[1]?.get('total.value')).toEqual({ text: '1', refusal: null });
    expect([refused, faults]).toEqual([1, []]);
  });

  it('is JSON again when its lines are put together', () => {
    const lines = linesOf(data, refusals);
    expect(
      JSON.parse(lines.map(({ key, text }) => (key === null ? text : `"${key}": ${text}`)).join('')),
    ).toEqual(data);
    expect(lines.filter(({ refusal }) => refusal !== null)).toHaveLength(1);
  });

  it('without data is what is wrong, and where', () => {
    const wrong = {
      errors: [
        { message: 'No.', locations: [{ line: 2, column: 4 }], extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
      ],
    };
    expect(outcomeOf(wrong, 1).faults).toEqual([
      { message: 'No.', code: 'GRAPHQL_PARSE_FAILED', line: 2, column: 4 },
    ]);
  });
});
