import type { Caller } from '@caretrail/kit';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recomposer } from '../../launch/hub/recompose.ts';
import type { Hub } from '../../serve/options.ts';
import { createAsk } from '../../test/ask.ts';
import { CALLERS } from '../../test/callers.ts';
import { clinic } from '../../test/clinic.ts';
import { startTestHub } from '../../test/test-hub.ts';
import { ForeignSubgraph } from '../foreign-subgraph.ts';
import { Transport } from '../transport.ts';
import { startThirdParty, type ThirdParty } from './third-party.ts';

/** Everything under names of its own, as a subgraph that knows no other may have it. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  { name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" },
  { name: "@policy", as: "@rule" }, { name: "@tag", as: "@label" }])`;

const DEVICES = `${LINK}
  type Query {
    prices: [Price!]! @rule(policies: [["open"]])
    devices: [Device!] @signedIn
    audits: Int @needs(scopes: [["device:audit", "device:read"], ["device:admin"]])
    incidents: [Incident] @signedIn
    located: [Located] @signedIn
    wards: Int @signedIn @label(name: "tier-hospital") @label(name: "staff")
    must: Must @rule(policies: [["open"]])
  }
  type Price { value: Int! }
  type Must { open: Int  closed: Int! @needs(scopes: [["device:read"]]) }
  type Device @key(fields: "id") @signedIn {
    id: ID!
    model: String
    serial: String @needs(scopes: [["device:read"]])
    pin: Pin
    both: String @needs(scopes: [["device:read"]]) @rule(policies: [["breakglass.open"]])
  }
  scalar Pin @needs(scopes: [["device:pin"]])
  interface Incident { id: ID!  detail: String }
  type Alarm implements Incident @key(fields: "id") @signedIn { id: ID!  detail: String @needs(scopes: [["alarm:read"]]) }
  type Repair implements Incident @key(fields: "id") @signedIn { id: ID!  detail: String }
  union Located = Alarm | Repair
  type Organization @key(fields: "id") { id: ID! @rule(policies: [["open"]])  devices: [Device!] @signedIn }
`;
const device = { id: 'd1', model: 'Pump', serial: 'SERIAL', pin: 'PIN', both: 'BOTH' };
const incidents = [
  { __typename: 'Alarm', id: 'a1', detail: 'ALARM' },
  { __typename: 'Repair', id: 'r1', detail: 'repaired' },
];
const RESOLVERS = {
  Query: {
    prices: () => [{ value: 1 }],
    devices: () => [device],
    audits: () => 3,
    incidents: () => incidents,
    located: () => incidents,
    wards: () => 7,
    must: () => ({ open: 1, closed: 2 }),
  },
  Organization: { devices: () => [device] },
};

const transport = new Transport();
const logger = pino({ level: 'silent' });
const foreign = (url: string) => new ForeignSubgraph({ name: 'devices', url, transport, logger });

let devices: ThirdParty;
let ask: Awaited<ReturnType<typeof createAsk>>;
beforeAll(async () => {
  devices = await startThirdParty(DEVICES, RESOLVERS);
  const connected = await foreign(devices.url).connect(AbortSignal.timeout(5_000));
  ask = await createAsk([...Object.values(clinic()), connected]);
});
afterAll(async () => {
  await devices?.stop();
  await transport.close();
});
beforeEach(() => {
  (devices.asked as string[]).length = 0;
});

const holding = (...tokenScopes: string[]): Caller => ({ ...CALLERS.clinician, tokenScopes });
const codes = (
  errors: readonly { readonly extensions?: Record<string, unknown> | undefined }[] | undefined,
) => errors?.map(({ extensions }) => extensions?.['code']);

describe('a subgraph of somebody else’s beside ours', () => {
  it('is asked through the hub, with what both know joined', async () => {
    const text = '{ organization(id: "o1") { name devices { id model } } prices { value } }';
    expect(await ask(CALLERS.clinician, text)).toEqual({
      data: {
        organization: { name: 'Organization o1', devices: [{ id: 'd1', model: 'Pump' }] },
        prices: [{ value: 1 }],
      },
    });
  });

  it('is told of nobody who asks', () => {
    expect([...devices.headers].filter((name) => /caretrail|authorization|cookie/.test(name))).toEqual([]);
  });
});

describe('@authenticated, renamed (Z6)', () => {
  it('is not in the public’s schema, and everyone’s who is signed in', async () => {
    const { errors } = await ask(CALLERS.public, '{ devices { id } }');
    expect(errors?.[0]?.message).toBe('Cannot query field "devices" on type "Query".');
    expect((await ask(CALLERS.public, '{ prices { value } }')).data).toEqual({ prices: [{ value: 1 }] });
    for (const caller of [CALLERS.patient, CALLERS.analyst, CALLERS.adjudicator, CALLERS.auditor])
      expect((await ask(caller, '{ devices { model } }')).data).toEqual({ devices: [{ model: 'Pump' }] });
  });

  it('on a type is every field’s of it, by whatever way (Z3)', async () => {
    const text = '{ organization(id: "o1") { name devices { id } } }';
    expect(codes((await ask(CALLERS.public, text)).errors)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const { data } = await ask(CALLERS.public, '{ __type(name: "Device") { name } }');
    expect(data).toEqual({ __type: null });
  });
});

describe('@requiresScopes, renamed (Z6)', () => {
  it('asks for one of the lists, whole', async () => {
    for (const scopes of [['device:audit', 'device:read'], ['device:admin']])
      expect(await ask(holding(...scopes), '{ audits }')).toEqual({ data: { audits: 3 } });
    for (const scopes of [[], ['device:audit'], ['device:read'], ['device:admins'], ['DEVICE:ADMIN']]) {
      (devices.asked as string[]).length = 0;
      const { data, errors } = await ask(holding(...scopes), '{ audits }');
      expect(data).toEqual({ audits: null });
      expect(codes(errors)).toEqual(['FORBIDDEN_ROLE']);
      expect(devices.asked).toEqual([]);
    }
  });

  it('says which scope is asked for', async () => {
    const { errors } = await ask(holding(), '{ devices { serial } }');
    expect(errors?.[0]?.extensions).toEqual({
      ...{ code: 'FORBIDDEN_ROLE', policy: '@requiresScopes(device:read)' },
      ...{ reason: 'Your token’s scopes leave this out.', requires: ['scope:device:read'] },
    });
  });

  it('is not remembered for a token with other scopes', async () => {
    const text = '{ devices { serial } }';
    const shown = { data: { devices: [{ serial: 'SERIAL' }] } };
    expect(await ask(holding('device:read'), text)).toEqual(shown);
    expect((await ask(holding(), text)).data).toEqual({ devices: [{ serial: null }] });
    expect(await ask(holding('device:read'), text)).toEqual(shown);
  });

  it('of a scalar is that of each field that gives it (Z4)', async () => {
    expect((await ask(holding(), '{ devices { id pin } }')).data).toEqual({
      devices: [{ id: 'd1', pin: null }],
    });
    expect(devices.asked.join()).not.toContain('pin');
    expect((await ask(holding('device:pin'), '{ devices { pin } }')).data).toEqual({
      devices: [{ pin: 'PIN' }],
    });
  });

  it('and a policy of the catalogue, together (Z5)', async () => {
    const text = '{ devices { both } }';
    const emergency = { ...holding('device:read'), purpose: 'ETREAT' } as const;
    expect((await ask(emergency, text)).data).toEqual({ devices: [{ both: 'BOTH' }] });
    expect(codes((await ask(holding('device:read'), text)).errors)).toEqual(['FORBIDDEN_PURPOSE']);
    expect(codes((await ask({ ...holding(), purpose: 'ETREAT' }, text)).errors)).toEqual(['FORBIDDEN_ROLE']);
  });

  it('is nobody’s of the public, whatever it holds', async () => {
    const text = '{ audits }';
    const { errors } = await ask({ ...CALLERS.public, tokenScopes: ['device:admin'] }, text);
    expect(codes(errors)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('an interface of theirs', () => {
  it('asks what any of its objects asks (Z2)', async () => {
    const { data, errors } = await ask(holding(), '{ incidents { id detail } }');
    expect(data).toEqual({
      incidents: [
        { id: 'a1', detail: null },
        { id: 'r1', detail: null },
      ],
    });
    expect(codes(errors)).toEqual(['FORBIDDEN_ROLE']);
    expect(devices.asked.join()).not.toContain('detail');
    expect((await ask(holding('alarm:read'), '{ incidents { detail } }')).data).toEqual({
      incidents: [{ detail: 'ALARM' }, { detail: 'repaired' }],
    });
  });

  it('leaves an object its own field where it is asked by its name (Z1, Z14)', async () => {
    const text =
      '{ incidents { ... on Repair { detail } ... on Incident { detail } ... on Alarm { detail } } }';
    const { data } = await ask(holding(), text);
    expect(data).toEqual({ incidents: [{ detail: null }, { detail: 'repaired' }] });
    expect(JSON.stringify(data)).not.toContain('ALARM');
  });

  it('and a union do the same for a member (Z1)', async () => {
    const text = '{ located { __typename ... on Alarm { id detail } ... on Repair { detail } } }';
    const { data, errors } = await ask(holding(), text);
    expect(data).toEqual({
      located: [
        { __typename: 'Alarm', id: 'a1', detail: null },
        { __typename: 'Repair', detail: 'repaired' },
      ],
    });
    expect(codes(errors)).toEqual(['FORBIDDEN_ROLE']);
  });
});

describe('@tag, renamed', () => {
  it('names the tiers that have a field, where its rule knows none', async () => {
    expect((await ask(CALLERS.analyst, '{ wards }')).data).toEqual({ wards: 7 });
    expect(codes((await ask(CALLERS.adjudicator, '{ wards }')).errors)).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});

it('a refused field that may not be null takes its object with it, and no more (Z13)', async () => {
  const { data, errors } = await ask(holding(), '{ must { open closed } prices { value } }');
  expect(data).toEqual({ must: null, prices: [{ value: 1 }] });
  expect(codes(errors)).toEqual(['FORBIDDEN_ROLE']);
  expect((await ask(holding(), '{ must { open } }')).data).toEqual({ must: { open: 1 } });
});

it('no tier’s schema says how the rules are made', async () => {
  const text = '{ __schema { directives { name } types { name } } }';
  for (const caller of [CALLERS.public, CALLERS.clinician])
    expect(JSON.stringify(await ask(caller, text))).not.toMatch(
      /requiresScopes|authenticated|signedIn|needs|"rule"|label|policy__/,
    );
});

describe('a schema of theirs that changes', () => {
  it('is looked for, and served when it fits', async () => {
    const version = (n: number): [string, object] => [
      `${LINK} type Query { n${n}: Int @rule(policies: [["open"]]) }`,
      { Query: { [`n${n}`]: () => n } },
    ];
    let served = await startThirdParty(...(version(1) as Parameters<typeof startThirdParty>));
    const port = Number(new URL(served.url).port);
    const one = foreign(served.url);
    let hub: Hub;
    const connect = async () => [...Object.values(clinic()), await one.connect(AbortSignal.timeout(5_000))];
    const stopped = new AbortController();
    const onChange = recomposer({ connect, compose: (given) => hub.compose(given), logger, pause: 20 });
    hub = await startTestHub({ subgraphs: await connect() });
    try {
      const watching = one.watch(onChange, 30, stopped.signal);
      const query = async (text: string): Promise<unknown> => {
        const response = await fetch(`${hub.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: text }),
        });
        return response.json();
      };
      expect(await query('{ n1 }')).toEqual({ data: { n1: 1 } });
      await served.stop();
      served = await startThirdParty(...([...version(2), port] as Parameters<typeof startThirdParty>));
      await expect.poll(() => query('{ n2 }'), { timeout: 10_000 }).toEqual({ data: { n2: 2 } });
      stopped.abort();
      await watching;
    } finally {
      stopped.abort();
      await hub.close();
      await served.stop();
    }
  });
});
