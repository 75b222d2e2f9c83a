import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Caller, PUBLIC_CALLER } from '../caller/caller.ts';
import type { ReadEvent } from '../request/reads.ts';
import type { GrantedRow } from '../rows/grants.ts';
import { createSubgraph } from '../subgraph/create-subgraph.ts';
import { newBuilder } from './builder.ts';
import { Connections } from './connection.ts';
import { entity, stub } from './entity.ts';
import { subgraphSchema } from './subgraph-schema.ts';

interface Patient extends GrantedRow {
  readonly name: string;
  readonly state: string;
}

const ID = '00000000-0000-4000-8000-000000000001';
const HIDDEN = '00000000-0000-4000-8000-000000000002';
const row = (identity: boolean): Patient => ({
  id: ID,
  name: 'Ada',
  state: 'MA',
  grants: {
    patient: ID,
    relations: identity ? { person: ['treating'], identity: ['treating'] } : { person: ['treating'] },
    consents: [],
  },
});
const clinician: Caller = {
  ...PUBLIC_CALLER,
  tier: 'hospital',
  role: 'clinician',
  organization: 'lakeside',
  subject: 'staff-1',
  purpose: 'TREAT',
};

/** A patients-like subgraph over rows in memory: the kit's own behaviour, without a database. */
function toy(rows: readonly Patient[] = [row(true)]) {
  const builder = newBuilder();
  let loads = 0;
  const load = async (id: string) => {
    loads += 1;
    return rows.find((one) => one.id === id) ?? null;
  };
  const Patient = builder.objectRef<Patient>('Patient').implement({
    access: 'person.see',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      state: t.exposeString('state'),
      name: t.exposeString('name', { access: 'person.identify' }),
      failing: t.string({
        resolve: () => {
          throw new Error('relation "secret" does not exist');
        },
      }),
    }),
  });
  const connections = new Connections(builder);
  const PatientConnection = connections.of('Patient', Patient);
  entity(builder, 'Patient', Patient, load);
  builder.queryField('patients', (t) =>
    t.field({
      type: PatientConnection,
      access: 'person.see',
      resolve: () => ({
        edges: rows.map((node) => ({ node, cursor: 'c' })),
        hasNextPage: false,
        hasPreviousPage: false,
        count: async () => rows.length,
      }),
    }),
  );
  const { schema, sdl } = subgraphSchema(builder);
  const failures: unknown[] = [];
  let committed: readonly ReadEvent[] | undefined;
  const subgraph = createSubgraph({
    name: 'toy',
    schema,
    sdl,
    onFailure: (error) => failures.push(error),
    close: async () => {},
    openStore: () => ({
      query: async () => [],
      commit: async (events) => {
        committed = events;
      },
      rollback: async () => {},
    }),
  });
  const ask = async (caller: Caller, text: string, variables = {}) => {
    const request = subgraph.open(caller, {
      id: 'request-1',
      operation: 'Test',
      signal: AbortSignal.timeout(1000),
    });
    const result = await request.execute(parse(text), variables);
    await request.commit();
    return JSON.parse(JSON.stringify(result));
  };
  return { ask, sdl, failures, loads: () => loads, committed: () => committed };
}

const ENTITIES =
  'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Patient { id name } } }';
const reference = (id: string) => ({ r: [{ __typename: 'Patient', id }] });

describe('a schema made with the kit', () => {
  it('prints policies and the tiers derived from them', () => {
    expect(toy().sdl).toMatchSnapshot();
  });

  it.each([
    [
      'a field without a policy',
      (b: ReturnType<typeof newBuilder>) => b.queryField('x', (t) => t.string({ resolve: () => '' })),
      'Query.x names no policy',
    ],
    [
      'a policy that does not exist',
      (b: ReturnType<typeof newBuilder>) =>
        // @ts-expect-error no such policy
        b.queryField('x', (t) => t.string({ access: 'clinical.reed', resolve: () => '' })),
      'Query.x: unknown policy clinical.reed',
    ],
    [
      'a refusable field that is not nullable',
      (b: ReturnType<typeof newBuilder>) =>
        b.queryField('x', (t) => t.string({ access: 'claim.see', nullable: false, resolve: () => '' })),
      'must be nullable',
    ],
    [
      'a field that leads to a record and leaves out its see policy',
      (b: ReturnType<typeof newBuilder>) =>
        b.queryField('x', (t) =>
          t.field({ type: stub(b, 'Patient', async () => null), access: 'open', resolve: () => null }),
        ),
      'must name its see policy person.see',
    ],
    [
      'policies that nobody passes together',
      (b: ReturnType<typeof newBuilder>) =>
        b.queryField('x', (t) => t.string({ access: ['consent.manage', 'intake.write'], resolve: () => '' })),
      'nobody passes consent.manage and intake.write',
    ],
    [
      'policies written by hand',
      (b: ReturnType<typeof newBuilder>) =>
        b.queryField('x', (t) => t.string({ access: 'open', tag: ['tier-public'], resolve: () => '' })),
      'derived from access',
    ],
    [
      'an interface whose field has another policy than its implementer’s',
      (b: ReturnType<typeof newBuilder>) => {
        const face = b.interfaceRef<{ id: string }>('Face').implement({
          access: 'open',
          fields: (t) => ({ id: t.exposeID('id', { nullable: false }) }),
        });
        const type = b
          .objectRef<{ id: string }>('Thing')
          .implement({ access: 'claim.see', interfaces: [face] });
        b.queryField('x', (t) => t.field({ type, access: 'claim.see', resolve: () => null }));
      },
      'must have the same policies',
    ],
  ])('does not build with %s', (_, wire, message) => {
    const builder = newBuilder();
    builder.queryField('ok', (t) => t.string({ access: 'open', resolve: () => '' }));
    wire(builder);
    expect(() => subgraphSchema(builder)).toThrow(message);
  });
});

describe('a field that is refused', () => {
  it('for every row answers null, with one error a selection and no list index', async () => {
    const { ask, committed } = toy([row(true), row(true)]);
    const answer = await ask(
      { ...clinician, role: 'privacy_officer', purpose: 'HCOMPL' },
      '{ patients { nodes { name } } }',
    );
    expect(answer).toMatchInlineSnapshot(`
      {
        "data": {
          "patients": {
            "nodes": [
              {
                "name": null,
              },
              {
                "name": null,
              },
            ],
          },
        },
        "errors": [
          {
            "extensions": {
              "code": "FORBIDDEN_ROLE",
              "policy": "person.identify",
              "reason": "Your role does not have this.",
              "requires": [
                "role:clinician",
                "role:registrar",
              ],
            },
            "message": "Your role does not have this.",
            "path": [
              "patients",
              "nodes",
              "name",
            ],
          },
        ],
      }
    `);
    expect(committed()).toMatchInlineSnapshot(`
      [
        {
          "classes": [
            "identity",
          ],
          "consents": [],
          "emergency": [],
          "encounters": [],
          "outcome": "REFUSED",
          "patients": [
            "00000000-0000-4000-8000-000000000001",
          ],
          "policies": [
            "person.identify",
          ],
        },
      ]
    `);
  });

  it('for one row answers null at that row', async () => {
    const { ask, committed } = toy([row(true), row(false)]);
    expect(await ask(clinician, '{ patients { nodes { state name } } }')).toMatchInlineSnapshot(`
      {
        "data": {
          "patients": {
            "nodes": [
              {
                "name": "Ada",
                "state": "MA",
              },
              {
                "name": null,
                "state": "MA",
              },
            ],
          },
        },
        "errors": [
          {
            "extensions": {
              "code": "CONSENT_DENIED",
              "policy": "person.identify",
              "reason": "No permission of the patient covers this.",
              "requires": [
                "relation:treating",
                "relation:consented",
                "relation:breakGlass",
              ],
            },
            "message": "No permission of the patient covers this.",
            "path": [
              "patients",
              "nodes",
              1,
              "name",
            ],
          },
        ],
      }
    `);
    expect(committed()).toMatchInlineSnapshot(`
      [
        {
          "classes": [
            "identity",
            "person",
          ],
          "consents": [],
          "emergency": [],
          "encounters": [],
          "outcome": "PERMITTED",
          "patients": [
            "00000000-0000-4000-8000-000000000001",
          ],
          "policies": [
            "person.identify",
            "person.see",
          ],
        },
        {
          "classes": [
            "identity",
          ],
          "consents": [],
          "emergency": [],
          "encounters": [],
          "outcome": "REFUSED",
          "patients": [
            "00000000-0000-4000-8000-000000000001",
          ],
          "policies": [
            "person.identify",
          ],
        },
      ]
    `);
  });

  it('is listed for a hundred rows, then counted', async () => {
    const { ask } = toy(Array.from({ length: 130 }, () => row(false)));
    const { errors } = await ask(clinician, '{ patients { nodes { name } } }');
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toMatchObject({ extensions: { code: 'CONSENT_DENIED', omitted: 30 } });
  });
});

describe('a reference', () => {
  it('does not reach the rows for a caller who is refused, and is null', async () => {
    const { ask, loads, committed } = toy();
    expect(await ask(PUBLIC_CALLER, ENTITIES, reference(ID))).toEqual({ data: { _entities: [null] } });
    expect(loads()).toBe(0);
    expect(committed()).toMatchObject([{ outcome: 'REFUSED', policies: ['person.see'], patients: [] }]);
  });

  it('is null for a row that is not there, or not for this caller, or no id at all', async () => {
    const { ask } = toy();
    for (const id of [HIDDEN, 'x', "' or 1=1", '__proto__'])
      expect(await ask(clinician, ENTITIES, reference(id))).toEqual({ data: { _entities: [null] } });
  });

  it('cannot bring its own values', async () => {
    const forged = { r: [{ __typename: 'Patient', id: ID, name: 'Eve', grants: {} }] };
    const { data } = await toy().ask(clinician, ENTITIES, forged);
    expect(data._entities).toEqual([{ __typename: 'Patient', id: ID, name: 'Ada' }]);
  });
});

describe('an unexpected failure', () => {
  it('leaves nothing but the correlation id', async () => {
    const { ask, failures } = toy();
    const { errors } = await ask(clinician, '{ patients { nodes { failing } } }');
    expect(errors).toEqual([
      {
        message: 'Something went wrong here.',
        path: ['patients', 'nodes', 0, 'failing'],
        extensions: { code: 'INTERNAL', correlation: 'request-1' },
      },
    ]);
    expect(failures).toHaveLength(1);
  });
});
