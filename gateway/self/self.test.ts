import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Hub } from '../serve/options.ts';
import type { CallerName } from '../test/callers.ts';
import { startTestHub } from '../test/test-hub.ts';

let hub: Hub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.unknown()).optional(),
});
async function ask(who: CallerName, query: string, variables = {}) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(who !== 'public' && { authorization: `Bearer ${who}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return answer.parse(await response.json());
}

describe('me', () => {
  it('is who the hub takes the caller for', async () => {
    const query = '{ me { tier role subject organization purpose purposes scopes case expires } }';
    expect((await ask('clinician', query)).data).toEqual({
      me: {
        tier: 'hospital',
        role: 'clinician',
        subject: 'clinician-1',
        organization: 'lakeside',
        purpose: 'TREAT',
        purposes: ['TREAT', 'ETREAT'],
        scopes: null,
        case: null,
        expires: null,
      },
    });
  });
});

describe('policies', () => {
  const query = '{ policies { id admits { roles } } }';
  const seen = async (who: CallerName) => JSON.stringify((await ask(who, query)).data);

  it('say what becomes of them for the caller, and of which fields', async () => {
    const text = '{ policies { id see dataClass decision code reason requires fields admits { never } } }';
    const policies = z.array(z.object({ id: z.string() }).loose());
    const of = async (who: CallerName, id: string) =>
      policies.parse((await ask(who, text)).data?.['policies']).find((one) => one.id === id);
    expect(await of('privacy_officer', 'person.identify')).toMatchObject({
      ...{ see: 'person.see', dataClass: 'identity', decision: 'REFUSED', code: 'FORBIDDEN_ROLE' },
      ...{ requires: ['role:clinician', 'role:registrar'], fields: ['HumanName.secret', 'Patient.name'] },
    });
    expect(await of('registrar', 'person.identify')).toMatchObject({
      ...{ decision: 'DEPENDS_ON_ROW', code: null, requires: ['relation:custodian'] },
    });
    expect(await of('privacy_officer', 'breakglass.review')).toMatchObject({
      ...{ decision: 'DEPENDS_ON_ROW', requires: ['relation:ownOrganization', 'never:actor'] },
      ...{ admits: [{ never: ['actor'] }], fields: [] },
    });
    expect(await of('public', 'open')).toMatchObject({ decision: 'ALLOWED', requires: [] });
    expect((await of('public', 'open'))?.['fields']).not.toContain('Patient.id');
  });

  it('are those that concern the caller’s tier, as they concern it', async () => {
    expect(await seen('public')).toBe('{"policies":[{"id":"open","admits":[{"roles":[]}]}]}');
    expect(await seen('adjudicator')).toContain('claim.read');
    expect(await seen('adjudicator')).not.toMatch(/clinical|clinician|auditor|breakglass/);
  });
});

describe('explain', () => {
  const query =
    'query ($o: String!, $v: JSON) { explain(operation: $o, variables: $v) { path type field decision policy layer code reason requires } }';
  const decisions = async (who: CallerName, operation: string, variables = {}) => {
    const { data } = await ask(who, query, { o: operation, v: variables });
    const rows = z.array(
      z.object({ path: z.array(z.string()), decision: z.string(), code: z.string().nullable() }).loose(),
    );
    return rows.parse(data?.['explain']);
  };

  it('says what depends on a row', async () => {
    const found = await decisions(
      'clinician',
      '{ patient(id: "p1") { id name { family } } network { channels } }',
    );
    expect(found.map(({ path, decision }) => [path.join('.'), decision])).toEqual([
      ['patient', 'DEPENDS_ON_ROW'],
      ['patient.id', 'DEPENDS_ON_ROW'],
      ['patient.name', 'DEPENDS_ON_ROW'],
      ['patient.name.family', 'ALLOWED'],
      ['network', 'ALLOWED'],
      ['network.channels', 'ALLOWED'],
    ]);
    expect(found[2]).toEqual({
      path: ['patient', 'name'],
      type: 'Patient',
      field: 'name',
      decision: 'DEPENDS_ON_ROW',
      policy: 'person.see and person.identify',
      layer: 'SUBGRAPH',
      code: null,
      reason: 'Which rows you may have this of, only the rows tell.',
      requires: ['relation:treating', 'relation:consented', 'relation:breakGlass'],
    });
  });

  it('says what is refused, and why', async () => {
    const [patient, ...rest] = await decisions('analyst', '{ patient(id: "p1") { id } }');
    expect(patient).toMatchObject({
      decision: 'REFUSED',
      layer: 'HUB',
      code: 'FORBIDDEN_ROLE',
      policy: 'person.see',
    });
    expect(rest).toEqual([]);
  });

  it('takes one of several operations by name', async () => {
    const named = 'query ($o: String!, $n: String) { explain(operation: $o, operationName: $n) { path } }';
    const o = 'query A { me { tier } } query B { network { channels } }';
    expect((await ask('public', named, { o, n: 'B' })).data).toEqual({
      explain: [{ path: ['network'] }, { path: ['network', 'channels'] }],
    });
    expect((await ask('public', named, { o })).data ?? null).toBeNull();
  });

  it('asks nothing of the rows', async () => {
    const found = await decisions('clinician', 'mutation { rename(id: "p1", name: "x") { id } }');
    expect(found.map(({ path }) => path.join('.'))).toEqual(['rename', 'rename.id']);
  });

  it('says once what is asked for twice at one place', async () => {
    const found = await decisions(
      'public',
      '{ me { tier tier } ...F } fragment F on Query { me { tier role } }',
    );
    expect(found.map(({ path }) => path.join('.'))).toEqual(['me', 'me.tier', 'me.role']);
  });

  it('is dear: its answer is many times as long as the question', async () => {
    const { data, errors } = await ask(
      'public',
      'query ($o: String!) { a: explain(operation: $o) { path } b: explain(operation: $o) { path } c: explain(operation: $o) { path } }',
      { o: '{ me { tier } }' },
    );
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
  });

  it('refuses what would be refused', async () => {
    const { data, errors } = await ask('public', query, { o: '{ patient(id: "p1") { id } }' });
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([
      {
        message: 'Cannot query field "patient" on type "Query".',
        path: ['explain'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});

describe('the cost of an operation', () => {
  const about =
    'query ($o: String!, $v: JSON) { operationCost(operation: $o, variables: $v) { cost limit } }';
  const patients =
    'query ($n: Int) { patients(first: $n) { edges { node { id encounters(first: 200) { edges { node { id } } } } } } }';
  const price = async (who: CallerName, n: number) =>
    (await ask(who, about, { o: patients, v: { n } })).data?.['operationCost'];

  it('is told above the limit too, and is what decides', async () => {
    const [under, over] = [99, 100];
    expect(await price('clinician', under)).toEqual({ cost: under * 201, limit: 20_000 });
    expect(await price('clinician', over)).toEqual({ cost: over * 201, limit: 20_000 });
    expect((await ask('clinician', patients, { n: under })).data).toBeDefined();
    expect((await ask('clinician', patients, { n: over })).errors).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
  });

  it('tells nothing of what the tier does not have', async () => {
    expect((await ask('public', about, { o: patients })).errors).toMatchObject([
      { message: 'Cannot query field "patients" on type "Query".', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
