import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallerName, type Graph, type GraphAnswer, startGraph } from './start.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph?.close());

const WHO: readonly CallerName[] = [
  'public',
  'patient',
  'clinician',
  'northgate',
  'registrar',
  'analyst',
  'privacyOfficer',
  'adjudicator',
  'auditor',
  'auditorWithoutCase',
];

/** Errors as a person would sum them up. */
const summed = ({ data, errors = [] }: GraphAnswer) => ({
  data,
  errors: errors.map(({ path, message, extensions }) =>
    extensions.code === 'GRAPHQL_VALIDATION_FAILED'
      ? message
      : `${path?.join('.')}: ${extensions.code} ${extensions['policy']}`,
  ),
});

describe('one and the same question', () => {
  const SEE = `{ patients(first: 2) { totalCount nodes { birthYear state
    claims(first: 1) { totalCount nodes { state month total { value currency } trace { anchor } } } } } }`;
  it.each(WHO)('about coarse things, asked by %s', async (who) => {
    expect(summed(await graph.ask(who, SEE))).toMatchSnapshot();
  });

  const READ = `{ patients(first: 2) { nodes { name { family } birthDate
    encounters(first: 1) { nodes { month period { start } reason { code } } } } } }`;
  it.each(WHO)('about who and why, asked by %s', async (who) => {
    expect(summed(await graph.ask(who, READ))).toMatchSnapshot();
  });

  const OPEN = '{ network { channels { name } } organizations(first: 3) { nodes { slug kind } } }';
  it.each(WHO)('about open things, asked by %s, has one answer', async (who) => {
    const { data, errors } = await graph.ask(who, OPEN);
    expect({ data, errors }).toEqual({ data: (await graph.ask('public', OPEN)).data, errors: undefined });
    expect(data).toMatchObject({ network: { channels: [{ name: 'care' }] } });
  });
});

describe('the question over three subgraphs', () => {
  const TEXT = `{ patients(first: 20) { edges { node { encounters(first: 5) { edges { node { claims(first: 1) { edges { node {
    total { value } paid { value } adjudications { category { code } amount { value } }
    trace { anchor versions { hash transaction { id block } } } } } } } } } } } } }`;

  it.each(['patient', 'clinician', 'northgate', 'registrar'] as const)('asked by %s', async (who) => {
    const answer = summed(await graph.ask(who, TEXT));
    expect(graph.failures).toEqual([]);
    expect(JSON.stringify(answer, null, 1).replaceAll(/"hash": "\w+"/g, '"hash": "…"')).toMatchSnapshot();
  });

  it('leaves one access event in each subgraph that read of people', async () => {
    await graph.admin`truncate access.event`;
    await graph.ask('clinician', TEXT);
    const events = await graph.admin`
      select subgraph, outcome, classes from access.event order by subgraph, outcome, classes`;
    expect(events).toMatchSnapshot();
  });
});
