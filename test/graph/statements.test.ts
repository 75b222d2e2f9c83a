import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Graph, startGraph } from './start.ts';

const TEXT = `query ($patients: Int!, $encounters: Int!) { patients(first: $patients) { edges { node {
  name { family } trace { anchor }
  encounters(first: $encounters) { edges { node {
    month trace { anchor }
    claims(first: 1) { edges { node { total { value } paid { value } trace { anchor versions { hash } } } } }
  } } }
} } } }`;

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ fill: 'demo' });
});
afterAll(() => graph?.close());

/** Reads of one question, and how many visits its answer shows; events are as many as kinds of access, not as rows. */
async function cost(patients: number, encounters: number) {
  const before = graph.sent.length;
  const { data } = await graph.ask('clinician', TEXT, { patients, encounters });
  expect(graph.failures).toEqual([]);
  const visits = JSON.stringify(data).match(/"month"/g)?.length ?? 0;
  const reads = graph.sent
    .slice(before)
    .filter((text) => text.includes('select') && !text.includes('access.event'));
  return { reads: reads.map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 120)).sort(), visits };
}

describe('a question over three subgraphs', () => {
  it('sends as many statements for a hundred rows as for a few', async () => {
    const [few, many] = [await cost(2, 1), await cost(40, 5)];
    expect(few.visits).toBeGreaterThan(0);
    expect(many.visits).toBeGreaterThan(100);
    // One at least of each.
    expect(few.reads.length).toBeGreaterThanOrEqual(3);
    // Parallel fetches sometimes meet in one batch and sometimes do not; what grew with rows would be over a hundred.
    expect(many.reads.length).toBeLessThanOrEqual(few.reads.length + 3);
  });
});
