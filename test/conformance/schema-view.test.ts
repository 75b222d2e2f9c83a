import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Graph, startGraph } from '../graph/start.ts';

const ASKED_BY = {
  public: 'public',
  patient: 'patient',
  hospital: 'clinician',
  payer: 'adjudicator',
  regulator: 'auditor',
} as const;
const TIERS = ['public', 'patient', 'hospital', 'payer', 'regulator'] as const;
type Tier = (typeof TIERS)[number];

const schemaShape = z.object({
  __schema: z.object({
    types: z.array(
      z.object({ name: z.string(), fields: z.array(z.object({ name: z.string() })).nullable() }),
    ),
  }),
});

let graph: Graph;
/** Types and their fields, as each tier's introspection tells them. */
const known = new Map<Tier, Map<string, readonly string[]>>();
beforeAll(async () => {
  graph = await startGraph();
  for (const tier of TIERS) {
    const { data } = await graph.ask(ASKED_BY[tier], '{ __schema { types { name fields { name } } } }');
    const { types } = schemaShape.parse(data).__schema;
    known.set(
      tier,
      new Map(types.map(({ name, fields }) => [name, (fields ?? []).map((field) => field.name)])),
    );
  }
});
afterAll(() => graph?.close());

const foreignTypes = (tier: Tier): string[] => [
  ...new Set([...known.values()].flatMap((types) => [...types.keys()])).difference(
    new Set(known.get(tier)?.keys()),
  ),
];
const foreignQueries = (tier: Tier): string[] => [
  ...new Set([...known.values()].flatMap((types) => types.get('Query') ?? [])).difference(
    new Set(known.get(tier)?.get('Query')),
  ),
];

describe('a tier’s schema', () => {
  it.each(TIERS)('%s: introspection tells nothing of how it is made', async (tier) => {
    const text = JSON.stringify((await graph.ask(ASKED_BY[tier], getIntrospectionQuery())).data);
    expect(text).toContain('"Query"');
    expect(text).not.toMatch(/_service|_entities|_Any|join__|link__|policy__|inaccessible|"tag"/);
  });

  it.each(TIERS)('%s: a type of other tiers is null by name', async (tier) => {
    const text = 'query ($name: String!) { __type(name: $name) { name fields { name } } }';
    for (const name of foreignTypes(tier))
      expect((await graph.ask(ASKED_BY[tier], text, { name })).data).toEqual({ __type: null });
  });

  it('differs by tier', () => {
    expect(foreignTypes('public')).toContain('Patient');
    expect(foreignTypes('payer')).toContain('HumanName');
    expect(foreignQueries('payer')).toContain('encounter');
    expect(foreignQueries('regulator')).not.toContain('encounter');
  });

  it.each(TIERS)(
    '%s: a field of other tiers and one that never was read alike, byte for byte',
    async (tier) => {
      for (const field of foreignQueries(tier)) {
        const never = field.replaceAll(/[a-z]/gi, 'q');
        const [one, other] = await Promise.all(
          [field, never].map((name) => graph.ask(ASKED_BY[tier], `{ ${name}(id: "x") { id } }`)),
        );
        expect(JSON.stringify(one).replaceAll(field, never)).toBe(JSON.stringify(other));
      }
    },
  );

  it.each([
    ['a field', '{ patien { id } }'],
    ['an argument', '{ organizations(frist: 1) { nodes { id } } }'],
    ['a condition on a type', '{ __typename ... on Patien { id } }'],
    ['a fragment', '{ ...F } fragment F on Encounterr { id }'],
    ['a variable', 'query ($f: PatientFilte) { __typename }'],
  ])('suggests nothing for %s', async (_, text) => {
    for (const tier of TIERS) {
      const { errors } = await graph.ask(ASKED_BY[tier], text);
      expect(errors).toBeDefined();
      expect(JSON.stringify(errors)).not.toMatch(
        /did you mean|Patient\b|Encounter\b|PatientFilter\b|patient\b/i,
      );
    }
  });

  it('is never another’s, in whatever order the same text comes', async () => {
    const text = '{ me { tier } patients(first: 1) { totalCount } }';
    for (const tier of [...TIERS, ...TIERS.toReversed(), ...TIERS]) {
      const { data, errors } = await graph.ask(ASKED_BY[tier], text);
      if (tier === 'public')
        expect(errors?.[0]?.message).toBe('Cannot query field "patients" on type "Query".');
      else expect(data?.['me']).toEqual({ tier });
    }
  });
});

describe('what a tier is not told', () => {
  const post = async (body: object, headers = {}) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, keys: Object.keys(JSON.parse(await response.text())) };
  };

  it('is the plan or a trace of its answer', async () => {
    const headers = { 'apollo-query-plan-experimental': 'true', 'apollo-federation-include-trace': 'ftv1' };
    expect(await post({ query: '{ network { channels { name } } }' }, headers)).toEqual({
      status: 200,
      keys: ['data'],
    });
  });

  it('is an operation that someone else has stored', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    expect((await post({ extensions })).status).toBe(400);
  });
});
