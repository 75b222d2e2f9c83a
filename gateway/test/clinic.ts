import { GraphQLError } from 'graphql';
import { guarded, sdlSubgraph, type TestSubgraph } from './sdl-subgraph.ts';

const PATIENTS = `
  type Query {
    patient(id: ID!): Patient ${guarded('person.see')}
    patients(first: Int, after: String, filter: PatientFilter): PatientConnection ${guarded('person.see')}
    organization(id: ID!): Organization ${guarded('open')}
    found(text: String!, first: Int): [Hit!]! ${guarded('open')}
    happenings(patient: ID!): [Happening] ${guarded('clinical.see')}
  }
  type Mutation { rename(id: ID!, name: String!): Patient ${guarded('person.see')} }
  input PatientFilter { state: String  sex: Sex  nameStarts: String @tag(name: "tier-hospital") }
  enum Sex { MALE FEMALE UNDISCLOSED @tag(name: "tier-patient") }
  union Hit = Patient | Organization
  interface Happening { id: ID!  month: String  reason: String }
  type PatientConnection { edges: [PatientEdge!]!  pageInfo: PageInfo!  totalCount: Int! }
  type PatientEdge { node: Patient!  cursor: String! }
  type EncounterConnection { edges: [EncounterEdge!]!  pageInfo: PageInfo!  totalCount: Int! }
  type EncounterEdge { node: Encounter!  cursor: String! }
  type PageInfo @shareable { hasNextPage: Boolean!  endCursor: String }
  type Patient @key(fields: "id") {
    id: ID! ${guarded('person.see')}
    state: String ${guarded('person.see')}
    sex: Sex ${guarded('person.see')}
    name: HumanName ${guarded('person.see', 'person.identify')}
    encounters(first: Int): EncounterConnection ${guarded('person.see', 'clinical.see')}
    broken: String ${guarded('person.see')}
  }
  type HumanName { family: String!  given: [String!]!  secret: Secret ${guarded('person.identify', 'clinical.read')} }
  type Secret { word: String! }
  type Encounter implements Happening @key(fields: "id") {
    id: ID! ${guarded('clinical.see')}
    month: String ${guarded('clinical.see')}
    reason: String ${guarded('clinical.see', 'clinical.read')}
    patient: Patient ${guarded('clinical.see', 'person.see')}
  }
  type Visit implements Happening @key(fields: "id") {
    id: ID! ${guarded('clinical.see')}
    month: String ${guarded('clinical.see')}
    reason: String ${guarded('clinical.see')}
    ward: String ${guarded('clinical.see')}
  }
  type Organization @key(fields: "id") { id: ID! ${guarded('open')}  name: String! ${guarded('open')} }
`;

const CLAIMS = `
  type Query {
    claim(id: ID!): Claim ${guarded('claim.see')}
    network: Network! ${guarded('open')}
  }
  type Network { channels: [String!]! }
  type Mutation { pay(id: ID!): Claim ${guarded('claim.see')} }
  type Encounter @key(fields: "id") {
    id: ID! ${guarded('clinical.see')}
    claims(first: Int): [Claim!] ${guarded('clinical.see', 'claim.see')}
    owed: String ${guarded('clinical.see')}
  }
  type Claim @key(fields: "id") {
    id: ID! ${guarded('claim.see')}
    total: Money ${guarded('claim.see')}
    lines: [Line!] ${guarded('claim.see', 'claim.read')}
    encounter: Encounter ${guarded('claim.see', 'clinical.see')}
  }
  type Money { value: String!  currency: String! }
  type Line { sequence: Int!  net: Money }
`;

const TRACE = `
  type Query { blocks(first: Int): [Block!]! ${guarded('open')} }
  type Block { number: Int!  transactions: [Transaction!] ${guarded('ledger.open')} }
  type Transaction @key(fields: "id") {
    id: ID! ${guarded('ledger.open')}
    arguments: JSON ${guarded('ledger.open', 'ledger.content')}
  }
  scalar JSON
  type Trace { record: ID!  anchor: Anchor!  transaction: Transaction ${guarded('ledger.open')} }
  enum Anchor { PENDING ANCHORED }
  type Patient @key(fields: "id") { id: ID! ${guarded('person.see')}  trace: Trace ${guarded('person.see')} }
  type Encounter @key(fields: "id") { id: ID! ${guarded('clinical.see')}  trace: Trace ${guarded('clinical.see')} }
  type Claim @key(fields: "id") { id: ID! ${guarded('claim.see')}  trace: Trace ${guarded('claim.see')} }
`;

const patientOf = (n: number) => ({
  __typename: 'Patient',
  id: `p${n}`,
  state: 'MA',
  sex: n % 3 === 0 ? 'UNDISCLOSED' : 'FEMALE',
  name: { family: `Family ${n}`, given: ['A', 'B'], secret: { word: 'w' } },
});
type PatientRow = ReturnType<typeof patientOf>;
const encounterOf = (id: string) => ({
  __typename: 'Encounter',
  id,
  month: '2026-01',
  reason: 'reason',
  patient: patientOf(Number(/\d+/.exec(id)?.[0])),
});
const numberOf = (id: string) => Number(/\d+/.exec(id)?.[0] ?? 0);
const page = <Row extends { id: string }>(nodes: readonly Row[]) => ({
  edges: nodes.map((node) => ({ node, cursor: node.id })),
  pageInfo: { hasNextPage: false, endCursor: nodes.at(-1)?.id },
  totalCount: nodes.length,
});
const range = (length: number) => Array.from({ length }, (_, index) => index + 1);
const trace = (record: string) => ({ record, anchor: 'ANCHORED', transaction: { id: `tx-${record}` } });
type Reference = { readonly id: string };

/** Three subgraphs in small: the shapes that an executor must get right, on the policies of the product. */
export function clinic(): { patients: TestSubgraph; claims: TestSubgraph; trace: TestSubgraph } {
  const patients = sdlSubgraph('patients', PATIENTS, {
    Query: {
      patient: (_: unknown, { id }: Reference) => (/^p\d+$/.test(id) ? patientOf(numberOf(id)) : null),
      patients: (_: unknown, { first }: { first?: number }) => page(range(first ?? 20).map(patientOf)),
      organization: (_: unknown, { id }: Reference) => ({ id, name: `Organization ${id}` }),
      found: () => [patientOf(1), { __typename: 'Organization', id: 'o1', name: 'Organization o1' }],
      happenings: () => [
        encounterOf('e1-1'),
        { __typename: 'Visit', id: 'v1', month: '2026-02', reason: 'visit', ward: 'North' },
        null,
      ],
    },
    Mutation: { rename: (_: unknown, { id }: Reference) => patientOf(numberOf(id)) },
    Patient: {
      __resolveReference: ({ id }: Reference) => patientOf(numberOf(id)),
      encounters: ({ id }: PatientRow, { first }: { first?: number }) =>
        page(range(first ?? 20).map((n) => encounterOf(`e${numberOf(id)}-${n}`))),
      broken: () => {
        throw new Error('column "ssn" of relation patients.secret at 10.0.0.7');
      },
    },
    Encounter: { __resolveReference: ({ id }: Reference) => encounterOf(id) },
    Visit: { __resolveReference: ({ id }: Reference) => ({ id, ward: 'North' }) },
  });
  const claims = sdlSubgraph('claims', CLAIMS, {
    Query: {
      claim: (_: unknown, { id }: Reference) => ({ id, encounter: { id: 'e1-1' } }),
      network: () => ({ channels: ['care'] }),
    },
    Mutation: { pay: (_: unknown, { id }: Reference) => ({ id, encounter: { id: 'e1-1' } }) },
    Encounter: {
      __resolveReference: ({ id }: Reference) => ({ id }),
      claims: ({ id }: Reference, { first }: { first?: number }) =>
        range(Math.min(first ?? 20, 2)).map((n) => ({ id: `c-${id}-${n}`, encounter: { id } })),
      owed: ({ id }: Reference) => {
        if (id !== 'e1-2') return '1.00';
        throw new GraphQLError('Refused by this row', {
          extensions: {
            code: 'FORBIDDEN_RELATION',
            policy: 'claim.see',
            reason: 'Not yours.',
            requires: ['relation:insurer'],
          },
        });
      },
    },
    Claim: {
      __resolveReference: ({ id }: Reference) => ({ id, encounter: { id: 'e1-1' } }),
      total: ({ id }: Reference) => ({ value: `${id.length}.00`, currency: 'USD' }),
      lines: () => [{ sequence: 1, net: { value: '1.00', currency: 'USD' } }],
    },
  });
  const chain = sdlSubgraph('trace', TRACE, {
    Query: {
      blocks: (_: unknown, { first }: { first?: number }) =>
        range(Math.min(first ?? 20, 3)).map((number) => ({ number, transactions: [{ id: `tx${number}` }] })),
    },
    Transaction: {
      __resolveReference: (reference: Reference) => reference,
      arguments: () => ({ a: [1, { b: 2 }] }),
    },
    Patient: { __resolveReference: (one: Reference) => one, trace: ({ id }: Reference) => trace(id) },
    Encounter: { __resolveReference: (one: Reference) => one, trace: ({ id }: Reference) => trace(id) },
    Claim: { __resolveReference: (one: Reference) => one, trace: ({ id }: Reference) => trace(id) },
  });
  return { patients, claims, trace: chain };
}
