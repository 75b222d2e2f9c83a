import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimId, conditionId, encounterId, PEOPLE } from '../../subgraphs/patients/test/people.ts';
import { type CallerName, type Graph, startGraph } from '../graph/start.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph?.close());

const codes = async (who: CallerName, text: string, variables = {}) => {
  const { errors = [] } = await graph.ask(who, text, variables);
  return errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`);
};

describe('another person’s record', () => {
  const NOBODY = '00000000-0000-4000-8000-00000000dead';
  it.each([
    ['patient', '($id: ID!) { it: patient(id: $id) { id name { family } trace { anchor } } }', PEOPLE.bob],
    ['patient', '($id: ID!) { it: encounter(id: $id) { id patient { id } } }', encounterId(4)],
    ['clinician', '($id: ID!) { it: patient(id: $id) { id proof integrity } }', PEOPLE.bob],
    ['clinician', '($id: ID!) { it: encounter(id: $id) { id month } }', encounterId(4)],
    ['clinician', '($id: ID!) { it: condition(id: $id) { id codeGroup trace { anchor } } }', conditionId(4)],
    // Visible to the tier, but the person denies this hospital what is clinical.
    ['clinician', '($id: ID!) { it: condition(id: $id) { id code { code } } }', conditionId(7)],
    ['adjudicator', '($id: ID!) { it: patient(id: $id) { id trace { versions { hash } } } }', PEOPLE.bob],
    ['auditor', '($id: ID!) { it: patient(id: $id) { id claims { totalCount } } }', PEOPLE.bob],
  ] as const)('reads for the %s as one that is not there: %s', async (who, text, id) => {
    const [there, not] = await Promise.all(
      [id, NOBODY].map((one) => graph.ask(who, `query ${text}`, { id: one })),
    );
    expect(there).toEqual(not);
    expect(there?.data).toEqual({ it: null });
  });

  it('is not in counts and pages', async () => {
    const text = '{ patients(first: 50) { totalCount nodes { id } pageInfo { hasNextPage } } }';
    expect((await graph.ask('patient', text)).data).toEqual({
      patients: { totalCount: 1, nodes: [{ id: PEOPLE.ada }], pageInfo: { hasNextPage: false } },
    });
  });

  it('is not reached with another’s cursor', async () => {
    const text =
      'query ($after: String) { patients(first: 1, after: $after) { edges { cursor node { id } } } }';
    const { data } = await graph.ask('clinician', text);
    const [, cursor] = /"cursor":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
    expect(cursor).toBeDefined();
    expect(await codes('northgate', text, { after: cursor })).toEqual(['patients BAD_USER_INPUT']);
    expect(await codes('clinician', text, { after: cursor })).toEqual([]);
  });
});

describe('a field that the role does not have', () => {
  it.each([
    ['direct', '{ patients(first: 1) { nodes { name { family } } } }'],
    ['by alias', '{ patients(first: 1) { nodes { name: birthDate } } }'],
    [
      'in a named fragment',
      '{ patients(first: 1) { nodes { ...F } } } fragment F on Patient { telecom { value } }',
    ],
    ['in an inline fragment', '{ patients(first: 1) { nodes { ... on Patient { address { city } } } } }'],
    [
      'by a way back',
      '{ patients(first: 1) { nodes { encounters { nodes { patient { name { family } } } } } } }',
    ],
    [
      'by a way through another subgraph',
      '{ patients(first: 1) { nodes { claims { nodes { patient { name { family } } } } } } }',
    ],
  ])('is refused %s', async (_, text) => {
    const found = await codes('privacyOfficer', text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/ FORBIDDEN_ROLE$/);
  });

  it('cannot be asked by filtering', async () => {
    const text = '{ patients(filter: { family: "Lovelace" }) { totalCount } }';
    const { data, errors } = await graph.ask('privacyOfficer', text);
    expect(data).toEqual({ patients: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN_ROLE']);
    const payer = await graph.ask('adjudicator', text);
    expect(payer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('in one of two fragments leaves what is allowed in the other', async () => {
    const text = `{ patients(first: 1) { nodes { ...A ...B } } }
      fragment A on Patient { id name { family } } fragment B on Patient { name { given } state }`;
    const { data, errors } = await graph.ask('privacyOfficer', text);
    expect(JSON.stringify(data)).toMatch(/"name":null,"state":"Massachusetts"/);
    expect(errors).toHaveLength(1);
  });
});

describe('a question to be run whole or not at all', () => {
  const ask = async (value: string) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer privacyOfficer',
        'caretrail-on-refusal': value,
      },
      body: JSON.stringify({ query: '{ patients(first: 1) { totalCount nodes { name { family } } } }' }),
    });
    return { status: response.status, body: await response.json() };
  };

  it('reads nothing if a field is refused, and leaves no event', async () => {
    const before = graph.sent.length;
    const { status, body } = await ask('reject');
    expect({ status, data: body.data }).toEqual({ status: 200, data: null });
    expect(body.errors).toMatchObject([
      { path: ['patients', 'nodes', 'name'], extensions: { code: 'FORBIDDEN_ROLE' } },
    ]);
    expect(graph.sent.length).toBe(before);
    expect((await ask('filter')).body.data.patients.totalCount).toBeGreaterThan(0);
  });

  it.each(['maybe', '', 'reject, filter'])('is not asked for by "%s"', async (value) => {
    expect((await ask(value)).status).toBe(400);
  });
});

describe('nobody is more than their token says (Z19)', () => {
  it('by a header, by extensions or by a variable', async () => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-user-role': 'auditor', 'caretrail-tier': 'regulator' },
        ...{ 'caretrail-role': 'auditor', 'caretrail-context': 'x', 'x-forwarded-user': 'auditor' },
        authorization: 'Bearer analyst',
      },
      body: JSON.stringify({
        query: '{ me { tier role } patients { totalCount } __typename }',
        variables: { tier: 'regulator', role: 'auditor', caller: { tier: 'regulator' } },
        extensions: { caretrail: { tier: 'regulator' }, caller: { role: 'auditor' }, onRefusal: 'reject' },
      }),
    });
    const { data, errors } = await response.json();
    expect(data).toEqual({
      me: { tier: 'hospital', role: 'analyst' },
      patients: null,
      __typename: 'Query',
    });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN_ROLE' } }]);
  });
});

describe('a denial', () => {
  it('is the same whether there is a value or not', async () => {
    const text = 'query ($id: ID!) { claim(id: $id) { created } }';
    const [one, other] = await Promise.all(
      [claimId(1), claimId(2)].map((id) => graph.ask('privacyOfficer', text, { id })),
    );
    expect(one?.errors).toEqual(other?.errors);
  });

  it('for want of a case is told only of what needs one', async () => {
    const text = '{ patients { totalCount } organizations(first: 1) { totalCount } }';
    expect(await codes('auditorWithoutCase', text)).toEqual(['patients CASE_REQUIRED']);
  });
});

describe('an error', () => {
  it.each([
    ['clinician', '{ patient(id: "not-a-uuid") { id } }'],
    ['clinician', '{ patients(after: "garbage") { totalCount } }'],
    ['clinician', `{ patient(id: "' or 1=1 --") { id } }`],
    ['public', '{ organization(id: "\\u0000") { id } }'],
    ['public', '{ block(number: 999999999) { hash } }'],
    ['public', '{ block(channel: "x", number: -1) { hash } }'],
    ['public', '{ verify(proof: {}) { ok } }'],
    ['public', '{ explain(operation: "{") { path } }'],
    ['auditor', '{ transaction(id: "%00") { id } }'],
  ] as const)('names nothing of the house: %s asks %s', async (who, text) => {
    const { errors = [] } = await graph.ask(who, text);
    const told = JSON.stringify(errors.map(({ message, extensions }) => [message, extensions]));
    expect(told).not.toMatch(/postgres|select |relation "|stack|node_modules|127\.0\.0\.1/i);
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL');
    expect(graph.failures).toEqual([]);
  });
});

describe('an emergency access', () => {
  const open = `mutation { openBreakGlass(input: { person: { identifier: "MRN-bob" }, reason: EMERGENCY,
    explanation: "Found unconscious in the street." }) {
      record { patient { id name { family } encounters { totalCount } trace { type } } } errors { code } } }`;
  const seen = `{ patient(id: "${PEOPLE.bob}") { name { family } encounters { totalCount } } }`;

  it.each([
    ['emergencyStale', 'STEP_UP_REQUIRED'],
    ['clinician', 'FORBIDDEN_PURPOSE'],
    ['registrar', 'FORBIDDEN_ROLE'],
  ] as const)('is not begun for the %s: %s', async (who, code) => {
    expect(await codes(who, open)).toEqual([`openBreakGlass ${code}`]);
    expect(await graph.admin`select from access.search`).toEqual([]);
  });

  it('is no word of other tiers', async () => {
    for (const who of ['public', 'patient', 'adjudicator', 'auditor'] as const)
      expect((await graph.ask(who, open)).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('opens in all subgraphs what is asked in the same request, and nothing once its time is over', async () => {
    expect((await graph.ask('emergency', seen)).data).toEqual({ patient: null });
    const { data, errors } = await graph.ask('emergency', open);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      openBreakGlass: {
        record: { patient: { name: { family: 'Builder' }, trace: { type: 'Patient' } } },
        errors: [],
      },
    });
    expect((await graph.ask('emergency', seen)).data).toMatchObject({
      patient: { name: { family: 'Builder' }, encounters: { totalCount: 1 } },
    });
    await graph.admin`update access.break_glass set expires = now() where patient = ${PEOPLE.bob}`;
    expect((await graph.ask('emergency', seen)).data).toEqual({ patient: null });
  });

  it('is reviewed by somebody else, and never asked for by what is not there', async () => {
    const queue = '{ breakGlassReviews { nodes { id reason } } }';
    const { data } = await graph.ask('privacyOfficer', queue);
    expect(data).toMatchObject({ breakGlassReviews: { nodes: [{ reason: 'EMERGENCY' }] } });
    expect(await codes('clinician', queue)).toEqual(['breakGlassReviews FORBIDDEN_ROLE']);
    const told = await graph.ask('patient', '{ notices { totalCount } }');
    expect(told.data).toEqual({ notices: { totalCount: 0 } });
  });
});
