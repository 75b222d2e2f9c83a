import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PEOPLE } from '../../subgraphs/patients/test/people.ts';
import { type CallerName, type Graph, startGraph } from '../graph/start.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph?.close());

const EXPLAIN = `query ($o: String!, $v: JSON) { explain(operation: $o, variables: $v) {
  path type field decision policy layer code reason requires } }`;
const explained = z.array(z.object({ path: z.array(z.string()), decision: z.string() }).loose());
const explain = (who: CallerName, o: string, v: object = {}) => graph.ask(who, EXPLAIN, { o, v });

const events = async (): Promise<number> => {
  const [row] = await graph.admin<{ count: number }[]>`select count(*)::int as count from access.event`;
  return row?.count ?? -1;
};

describe('explain is no oracle', () => {
  const ASKING =
    'query ($id: ID!) { patient(id: $id) { id birthYear trace { anchor } claims { totalCount } } }';

  it.each(['patient', 'clinician', 'adjudicator', 'auditor'] as const)(
    'to the %s: of a record of theirs, another’s and nobody’s it says the same, reads nothing and leaves no event',
    async (who) => {
      const before = [graph.sent.length, await events()];
      const told = [];
      for (const id of [PEOPLE.ada, PEOPLE.bob, '00000000-0000-4000-8000-00000000dead', 'no id at all']) {
        told.push(await explain(who, ASKING, { id }));
        told.push(await explain(who, ASKING.replace('($id: ID!)', '').replace('$id', JSON.stringify(id))));
      }
      for (const one of told) expect(one).toEqual(told[0]);
      expect(explained.parse(told[0]?.data?.['explain'])[0]?.decision).toBe('DEPENDS_ON_ROW');
      expect([graph.sent.length, await events()]).toEqual(before);
    },
  );

  it('says of a name that another tier has what it says of one that nobody has', async () => {
    for (const who of ['public', 'adjudicator'] as const) {
      const [there, never] = await Promise.all(
        ['encounter', 'qqqqqqqqq'].map((name) => explain(who, `{ ${name}(id: "x") { id } }`)),
      );
      expect(JSON.stringify(there).replaceAll('encounter', 'qqqqqqqqq')).toBe(JSON.stringify(never));
    }
  });

  it('and the policies told name none of another tier', async () => {
    const { data } = await graph.ask('adjudicator', '{ policies { id fields admits { roles } } }');
    expect(JSON.stringify(data)).not.toMatch(/clinical|identify|Encounter|HumanName|clinician|auditor/);
  });
});

describe('explain says REFUSED of what is refused before any row, and of nothing else', () => {
  const ASKING = `{ network { channels { name } } organizations(first: 1) { nodes { name } }
    patients(first: 2) { totalCount nodes { id state birthDate name { family }
      encounters(first: 1) { nodes { id month period { start } patient { id telecom { value } } } }
      claims(first: 1) { nodes { id state created lines { sequence } encounter { id reason { code } } } } } } }`;

  it.each(['clinician', 'registrar', 'analyst', 'privacyOfficer'] as const)('to the %s', async (who) => {
    const rows = explained.parse((await explain(who, ASKING)).data?.['explain']);
    const { errors = [] } = await graph.ask(who, ASKING);
    // A refusal that only a row tells has the row's place in its path.
    const refused = errors.filter(({ path = [] }) => path.every((key) => typeof key === 'string'));
    expect(rows.filter(({ decision }) => decision === 'REFUSED').map(({ path }) => path.join('.'))).toEqual(
      refused.map(({ path }) => path?.join('.')),
    );
    expect(refused.length > 0).toBe(who !== 'clinician');
  });
});
