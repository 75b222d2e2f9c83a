import { type ExecutionResult, parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceFetcher } from '../../serve/reference.ts';
import { createAsk } from '../../test/ask.ts';
import { CALLERS, type CallerName } from '../../test/callers.ts';
import { clinic } from '../../test/clinic.ts';
import { guarded, sdlSubgraph } from '../../test/sdl-subgraph.ts';
import { Requests } from '../requests.ts';

type Ask = Awaited<ReturnType<typeof createAsk>>;

let own: Ask;
let reference: Ask;
beforeAll(async () => {
  own = await createAsk(Object.values(clinic()));
  reference = await createAsk(Object.values(clinic()), { executor: 'apollo' });
});

/** What two executors must agree on: the data, and which errors stand where; their order is theirs. */
const comparable = ({ data, errors }: ExecutionResult) => ({
  data,
  errors: (errors ?? []).map(({ path, extensions }) => `${path?.join('.')} ${extensions?.['code']}`).sort(),
});

const LIST: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  ['one subgraph', '{ patient(id: "p1") { id state sex } }'],
  ['what is not there', '{ patient(id: "nobody") { id trace { anchor } } }'],
  ['aliases', '{ a: patient(id: "p1") { b: id c: id name { d: family } } e: patient(id: "p2") { id } }'],
  [
    'three subgraphs through lists',
    `query ($n: Int!) { patients(first: $n) { totalCount edges { cursor node { id trace { anchor transaction { id arguments } }
       encounters(first: 2) { edges { node { month claims(first: 2) { id total { value } lines { net { currency } } trace { anchor } } } } } } } } }`,
    { n: 2 },
  ],
  ['a key that nobody asked for', '{ patients(first: 2) { edges { node { trace { anchor } } } } }'],
  [
    'an error in one entity of many',
    '{ patients(first: 2) { edges { node { encounters(first: 3) { edges { node { owed } } } } } } }',
  ],
  [
    'an entity that fails twice in the answer',
    '{ a: patient(id: "p1") { ...E } b: patient(id: "p1") { ...E } } fragment E on Patient { encounters(first: 2) { edges { node { owed } } } }',
  ],
  ['an error in a plain field', '{ patient(id: "p1") { id broken } }'],
  ['an interface', '{ happenings(patient: "p1") { __typename id month } }'],
  [
    'an interface with fragments',
    '{ happenings(patient: "p1") { id ... on Encounter { reason trace { anchor } } ... on Visit { ward } } }',
  ],
  [
    'an entity behind an interface',
    '{ happenings(patient: "p1") { ... on Happening { month } ... on Encounter { claims(first: 1) { id } patient { trace { anchor } } } } }',
  ],
  [
    'a union',
    '{ found(text: "x") { __typename ... on Patient { id trace { anchor } } ... on Organization { name } } }',
  ],
  ['a union without its name', '{ found(text: "x") { ... on Organization { id name } } }'],
  [
    'one key with two meanings',
    '{ happenings(patient: "p1") { ... on Encounter { x: reason } ... on Visit { x: ward } } }',
  ],
  [
    'one key with two meanings in two subgraphs',
    '{ happenings(patient: "p1") { ... on Encounter { x: owed } ... on Visit { x: ward } } }',
  ],
  [
    'a key asked for in two fragments',
    '{ patient(id: "p1") { ...A ...B } } fragment A on Patient { name { family } trace { anchor } } fragment B on Patient { name { given } trace { record } }',
  ],
  ['names of types everywhere', '{ __typename patient(id: "p1") { t: __typename trace { __typename } } }'],
  ['fields of the schema beside data', '{ patient(id: "p1") { id } __type(name: "Patient") { name kind } }'],
  [
    'the schema in full',
    '{ __schema { queryType { name } types { name fields { name type { name ofType { name } } } } directives { name } } }',
  ],
  ['an enum value that this tier does not have', '{ patients(first: 4) { edges { node { id sex } } } }'],
  ['a mutation', 'mutation { rename(id: "p1", name: "x") { id trace { anchor } } }'],
  [
    'two mutations in order',
    'mutation { a: rename(id: "p1", name: "x") { id } b: pay(id: "c1") { id total { value } } }',
  ],
  [
    'a list of embedded objects with entities in them',
    '{ blocks(first: 2) { number transactions { id arguments } } }',
  ],
  ['defaults of variables', 'query ($n: Int = 2) { patients(first: $n) { totalCount } }'],
  [
    'an object as a variable',
    'query ($f: PatientFilter) { patients(first: 1, filter: $f) { totalCount } }',
    { f: { state: 'MA' } },
  ],
  ['the names that prototypes have', '{ __proto: patient(id: "p1") { constructor: id toString: state } }'],
];

const CASES = LIST.map(([title, text, variables = {}]) => ({ title, text, variables }));

const WHO: readonly CallerName[] = [
  'public',
  'patient',
  'clinician',
  'registrar',
  'privacy_officer',
  'auditor',
  'analyst',
];

describe('the executor and @apollo/gateway answer alike', () => {
  describe.each(WHO)('%s', (who) => {
    it.each(CASES)('$title', async ({ text, variables }) => {
      const answer = comparable(await own(CALLERS[who], text, { variables }));
      expect(answer).toEqual(comparable(await reference(CALLERS[who], text, { variables })));
    });
  });

  it.each(CASES)('$title reaches data', async ({ text, variables }) => {
    expect((await own(CALLERS.clinician, text, { variables })).data).toBeTruthy();
  });
});

describe('@skip and @include, which are decided before planning,', () => {
  const TEXT = `query ($yes: Boolean!, $no: Boolean! = false) {
    a: patient(id: "p1") @include(if: $yes) { id state @skip(if: $no) name @include(if: $no) { family } }
    b: patient(id: "p1") @skip(if: $yes) { id trace { anchor } }
    c: patient(id: "p2") { ...T @include(if: $no) ... @skip(if: $no) { sex trace { anchor } } ... on Patient @include(if: true) { id @skip(if: false) } }
    d: patient(id: "p2") { id @skip(if: true) }
    e: happenings(patient: "p1") { month @skip(if: $yes) ... on Encounter @include(if: $yes) { x: claims(first: 1) { id } } }
  }
  fragment T on Patient { trace { anchor @include(if: $yes) record } }`;

  it.each([{ yes: true }, { yes: false }, { yes: true, no: true }, { yes: false, no: true }])(
    'leave what the reference leaves of the untouched document: %o',
    async (variables) => {
      const hub = reference.generation.hospital.hub;
      const { variables: coerced } = hub.understand({ text: TEXT, operationName: null, variables });
      const fetcher = await referenceFetcher(hub.view);
      const subgraphs = new Map(Object.values(clinic()).map((one) => [one.name, one]));
      const info = { id: 'r', operation: 'Test', signal: new AbortController().signal };
      const { send } = new Requests(subgraphs, CALLERS.clinician, info);
      const { data } = await fetcher({ document: parse(TEXT) }, { variables: coerced, send });
      const answer = await own(CALLERS.clinician, TEXT, { variables });
      expect(answer.data).toEqual(JSON.parse(JSON.stringify(data)));
    },
  );
});

describe('what another subgraph needs first', () => {
  const BOXES = `
    type Query { boxes: [Box!] ${guarded('open')}  lid: Lid ${guarded('open')} }
    type Box @key(fields: "id") @key(fields: "serial { number }") {
      id: ID! ${guarded('open')}  serial: Serial! @shareable ${guarded('open')}
      weight: Int @shareable ${guarded('open')}  size: Size ${guarded('open')}  lid: Lid ${guarded('open')}
    }
    type Serial @shareable { number: Int! }
    type Size @shareable { wide: Int  high: Int }
    type Lid @key(fields: "id") { id: ID! ${guarded('open')}  colour: String @shareable ${guarded('open')} }
  `;
  const COSTS = `
    type Query { cheapest: Box @provides(fields: "weight") ${guarded('open')} }
    type Box @key(fields: "serial { number }") {
      serial: Serial! @shareable ${guarded('open')}
      weight: Int @external
      size: Size @external
      cost: String @requires(fields: "weight size { wide high }") ${guarded('open')}
      cover: Lid ${guarded('open')}
    }
    type Serial @shareable { number: Int! }
    type Size @shareable { wide: Int  high: Int }
    type Lid @key(fields: "id") { id: ID! ${guarded('open')}  price: String ${guarded('open')} }
  `;
  type Serial = { serial: { number: number } };
  const box = (number: number) => ({
    id: `b${number}`,
    serial: { number },
    weight: number,
    size: number === 2 ? null : { wide: number, high: 2 },
    lid: { id: 'l1', colour: 'red' },
  });
  const subgraphs = () => [
    sdlSubgraph('boxes', BOXES, {
      Query: { boxes: () => [box(1), box(2), box(1)], lid: () => ({ id: 'l1', colour: 'red' }) },
      Box: {
        __resolveReference: (one: { id?: string } & Partial<Serial>) =>
          box(one.serial?.number ?? Number(one.id?.slice(1))),
      },
      Lid: { __resolveReference: ({ id }: { id: string }) => ({ id, colour: 'red' }) },
    }),
    sdlSubgraph('costs', COSTS, {
      Query: { cheapest: () => ({ serial: { number: 1 }, weight: 1 }) },
      Box: {
        __resolveReference: (one: Serial) => one,
        cost: (one: Serial & { weight: number; size: { wide: number } | null }) =>
          `${one.weight}/${one.size?.wide ?? '-'}`,
        cover: () => ({ id: 'l2' }),
      },
      Lid: { __resolveReference: (one: object) => one, price: () => '9.00' },
    }),
  ];

  let hubs: readonly Ask[];
  beforeAll(async () => {
    hubs = [await createAsk(subgraphs()), await createAsk(subgraphs(), { executor: 'apollo' })];
  });

  it.each([
    '{ boxes { id cost } }',
    '{ boxes { cost lid { price } cover { price colour } } }',
    '{ cheapest { weight id cost size { wide } lid { price colour } } }',
    '{ lid { price } boxes { serial { number } cost } }',
  ])('%s', async (text) => {
    const [one, other] = await Promise.all(
      hubs.map(async (ask) => comparable(await ask(CALLERS.public, text))),
    );
    expect(one).toEqual(other);
    expect(one?.data).toBeTruthy();
  });
});
