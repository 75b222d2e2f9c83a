import { createHash } from 'node:crypto';
import { connect } from '@caretrail/db';
import { type Caller, PUBLIC_CALLER, type Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ask, unguarded } from '../../patients/test/ask.ts';
import { CALLERS, clinicianAt } from '../../patients/test/callers.ts';
import { claimId, documentId, encounterId, PEOPLE } from '../../patients/test/people.ts';
import { type ChainSchemaOptions, chainSchema } from '../chain-schema.ts';
import { createChain } from '../create-chain.ts';
import { LedgerPlace, TRANSACTIONS } from './ledger-place.ts';
import { NO_LEDGER } from './no-ledger.ts';

const options: ChainSchemaOptions = {
  profile: NO_LEDGER,
  trust: new TextEncoder().encode('{}'),
  cursorKey: new Uint8Array(32).fill(7),
};

let place: LedgerPlace;
let byRows: Subgraph;
let alone: ReturnType<typeof unguarded>;
const failures: unknown[] = [];

/** A further version of a record, made from others: what the graph knows of it. */
async function version(record: string, number: number, parents: readonly string[], at: string) {
  const hash = createHash('sha256').update(`${record} ${number}`).digest();
  await place.admin`
    insert into provenance.version (hash, record, type, schema, number, subject, custodian, provider_member, insurer_member,
      grantees, sensitivity, at, organization, log, activity, agent, recorded_at, parents, leaves)
    select ${hash}, record, type, schema, ${number}, subject, custodian, provider_member, insurer_member,
      grantees, sensitivity, at, coalesce(insurer_member, organization), 'care/' || coalesce(insurer_member, organization),
      'adjudicate', 'software/caretrail-import', ${at},
      array(select decode(one, 'hex') from unnest(${parents}::text[]) one), leaves
    from provenance.version where record = ${record} and number = 1`;
  return hash.toString('hex');
}

const hashOf = async (record: string, number = 1): Promise<string> => {
  const [row] = await place.admin<{ hash: string }[]>`
    select encode(hash, 'hex') as hash from provenance.version where record = ${record} and number = ${number}`;
  return row?.hash ?? '';
};

beforeAll(async () => {
  place = await LedgerPlace.open();
  const pool = connect(place.database.address('caretrail_chain'));
  alone = unguarded('chain', chainSchema(options), place.admin);
  byRows = createChain({ ...options, pool, onFailure: (error) => failures.push(error) });
  const first = await hashOf(claimId(1));
  const second = await version(claimId(1), 2, [first], '2024-07-01T12:00:00.000Z');
  await version(claimId(1), 3, [second], '2024-08-01T12:00:00.000Z');
});
afterAll(async () => {
  await byRows?.close();
  await place?.close();
  expect([...failures, ...(alone?.failures ?? [])]).toEqual([]);
});

const node = z.object({
  id: z.string(),
  kind: z.string(),
  type: z.string().nullable(),
  record: z.string().nullable(),
  depth: z.number().nullable(),
  sources: z.number().nullable(),
  derived: z.number().nullable(),
  added: z.boolean().nullable(),
  activity: z.string().nullable(),
  recordedAt: z.string().nullable(),
  agentKind: z.string().nullable(),
  organization: z.object({ id: z.string() }).nullable(),
  version: z.object({ number: z.number(), anchor: z.string() }).nullable(),
});
const lineageShape = z.object({
  nodes: z.array(node),
  edges: z.array(z.object({ from: z.string(), to: z.string(), relation: z.string() })),
  truncated: z.boolean(),
  asOf: z.string().nullable(),
  since: z.string().nullable(),
});

const WHOLE = `{ nodes { id kind type record depth sources derived added activity recordedAt agentKind organization { id }
    version { number anchor } }
  edges { from to relation } truncated asOf since }`;
const LINEAGE = `query ($of: ID!, $direction: LineageDirection! = BOTH, $depth: Int! = 3, $asOf: DateTime, $since: DateTime) {
  lineage(of: $of, direction: $direction, depth: $depth, asOf: $asOf, since: $since) ${WHOLE} }`;

async function asked(subgraph: Subgraph, caller: Caller, variables: Record<string, unknown>) {
  const { data, errors = [] } = await ask(subgraph, caller, LINEAGE, variables);
  const found = data?.['lineage'];
  return {
    lineage: found == null ? null : lineageShape.parse(found),
    codes: errors.map(({ extensions }) => extensions['code']),
  };
}

/** `Type number@depth` of the versions that are shown, in their order. */
async function versions(subgraph: Subgraph, caller: Caller, variables: Record<string, unknown>) {
  const { lineage } = await asked(subgraph, caller, variables);
  return lineage?.nodes
    .filter(({ kind }) => kind === 'ENTITY')
    .map(({ type, version: of, depth }) => `${type} ${of?.number}@${depth}`);
}

/** The subgraph under row-level security, and its own layer with none below it: each must be enough. */
const LAYERS: readonly [string, () => Subgraph][] = [
  ['with its own login', () => byRows],
  ['without row-level security below', () => alone.subgraph],
];

const RECORDS = [
  ...Object.values(PEOPLE).map((id) => ({ __typename: 'Patient', id })),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ __typename: 'Encounter', id: encounterId(number) })),
  ...[1, 2, 3, 4, 5].map((number) => ({ __typename: 'Claim', id: claimId(number) })),
  ...[1, 2, 3].map((number) => ({ __typename: 'Consent', id: documentId(number) })),
];
const EVERYBODY = [
  ...Object.values(CALLERS),
  clinicianAt('northgate'),
  { ...CALLERS.patient, subject: PEOPLE.dan },
  { ...CALLERS.clinician, purpose: 'ETREAT' },
  { ...CALLERS.auditor, case: null },
  { ...CALLERS.patient, scopes: ['patient/Claim.r', 'patient/Provenance.r'] },
] as const satisfies readonly Caller[];

/** Ids of the records that a plain question shows a caller. */
async function seen(subgraph: Subgraph, caller: Caller): Promise<ReadonlySet<string>> {
  const text = `query ($of: [_Any!]!) { _entities(representations: $of) { ${[
    'Patient',
    'Encounter',
    'Claim',
    'Consent',
  ]
    .map((type) => `... on ${type} { id trace { record } }`)
    .join(' ')} } }`;
  const { data } = await ask(subgraph, caller, text, { of: RECORDS });
  const entities = z.array(z.object({ trace: z.object({ record: z.string() }).nullable() }).nullable());
  return new Set(entities.parse(data?.['_entities']).flatMap((one) => one?.trace?.record ?? []));
}

/** The lineage of every record, in one request. */
async function ofAll(subgraph: Subgraph, caller: Caller) {
  const text = RECORDS.map(({ id }, at) => `_${at}: lineage(of: "${id}", depth: 3) ${WHOLE}`).join(' ');
  const { data } = await ask(subgraph, caller, `{ ${text} }`);
  return RECORDS.map((_, at) => lineageShape.nullable().parse(data?.[`_${at}`] ?? null));
}

describe.each(LAYERS)('lineage %s', (_, layer) => {
  it('is for who may ask where a record comes from, and not for all who may see it', async () => {
    const claim = (caller: Caller, of = claimId(1)) => asked(layer(), caller, { of });
    expect((await claim(PUBLIC_CALLER)).codes).toEqual(['FORBIDDEN_ROLE']);
    expect((await claim(CALLERS.analyst)).codes).toEqual(['FORBIDDEN_ROLE']);
    expect((await claim(CALLERS.registrar)).codes).toEqual(['FORBIDDEN_ROLE']);
    expect((await claim({ ...CALLERS.auditor, case: null })).codes).toEqual(['CASE_REQUIRED']);
    expect((await claim(CALLERS.auditor)).lineage).not.toBeNull();
    // Bob's claim is no business of Lakeside's: as one that is not there.
    expect(await claim(CALLERS.clinician, claimId(4))).toEqual({ lineage: null, codes: [] });
    // Northgate bills Cleo's, whom it does not treat: it sees the claim.
    expect(await claim(clinicianAt('northgate'), claimId(5))).toEqual({
      lineage: null,
      codes: ['FORBIDDEN_RELATION'],
    });
  });

  it('goes up, down or both ways, as far as is asked', async () => {
    const visit = (direction: string, depth: number) =>
      versions(layer(), CALLERS.patient, { of: encounterId(1), direction, depth });
    expect(await visit('UPSTREAM', 3)).toEqual(['Encounter 1@0']);
    expect(await visit('DOWNSTREAM', 0)).toEqual(['Encounter 1@0']);
    expect(await visit('DOWNSTREAM', 1)).toEqual(['Encounter 1@0', 'Claim 1@1']);
    expect(await visit('DOWNSTREAM', 2)).toEqual(['Encounter 1@0', 'Claim 1@1', 'Claim 2@2']);
    expect(await visit('BOTH', 3)).toEqual(['Encounter 1@0', 'Claim 1@1', 'Claim 2@2', 'Claim 3@3']);
    expect(await versions(layer(), CALLERS.patient, { of: claimId(1), depth: 1 })).toEqual([
      ...['Claim 1@0', 'Claim 2@0', 'Claim 3@0', 'Encounter 1@1'],
    ]);
  });

  it('starts at one version by its hash', async () => {
    const of = await hashOf(claimId(1), 2);
    expect(await versions(layer(), CALLERS.patient, { of, depth: 1 })).toEqual([
      ...['Claim 2@0', 'Claim 1@1', 'Claim 3@1'],
    ]);
    for (const none of ['00'.repeat(32), 'ff', `${of}00`])
      expect(await asked(layer(), CALLERS.patient, { of: none })).toEqual({ lineage: null, codes: [] });
  });

  it('counts what is beside each version before it is asked for, of what is there for the caller', async () => {
    const counts = async (caller: Caller) =>
      (await asked(layer(), caller, { of: claimId(1), depth: 0 })).lineage?.nodes
        .filter(({ kind }) => kind === 'ENTITY')
        .map(({ version: of, sources, derived }) => [of?.number, sources, derived]);
    expect(await counts(CALLERS.patient)).toEqual([
      ...[
        [1, 1, 1],
        [2, 1, 1],
        [3, 1, 0],
      ],
    ]);
    // The payer does not see the visit that the claim bills.
    expect((await counts(CALLERS.adjudicator))?.[0]).toEqual([1, 0, 1]);
  });

  it('tells who made each version, when and for whom, in the words of PROV', async () => {
    const of = await hashOf(claimId(1), 2);
    const { lineage } = await asked(layer(), CALLERS.patient, { of, depth: 1, direction: 'UPSTREAM' });
    const first = await hashOf(claimId(1));
    const activity = lineage?.nodes.find((one) => one.kind === 'ACTIVITY' && one.activity === 'adjudicate');
    expect(activity).toMatchObject({
      recordedAt: '2024-07-01T12:00:00.000Z',
      organization: { id: expect.any(String) },
    });
    expect(lineage?.edges).toEqual(
      expect.arrayContaining([
        { from: of, relation: 'WAS_REVISION_OF', to: first },
        { from: of, relation: 'WAS_GENERATED_BY', to: activity?.id },
        { from: of, relation: 'WAS_ATTRIBUTED_TO', to: 'organization/harbor-mutual' },
        { from: activity?.id, relation: 'WAS_ASSOCIATED_WITH', to: 'software/caretrail-import' },
        {
          from: 'software/caretrail-import',
          relation: 'ACTED_ON_BEHALF_OF',
          to: 'organization/harbor-mutual',
        },
      ]),
    );
    const ids = new Set(lineage?.nodes.map(({ id }) => id));
    expect(ids.size).toBe(lineage?.nodes.length);
    for (const { from, to } of lineage?.edges ?? [])
      expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
  });

  it('is of a time, and tells what two times differ by', async () => {
    const at = (asOf: string, more: object = {}) =>
      versions(layer(), CALLERS.patient, { of: claimId(1), depth: 1, asOf, ...more });
    expect(await at('2024-05-01')).toBeUndefined();
    expect(await at('2024-06-30T00:00:00Z')).toEqual(['Claim 1@0', 'Encounter 1@1']);
    expect(await at('2024-07-01T12:00:00.000Z')).toEqual(['Claim 1@0', 'Claim 2@0', 'Encounter 1@1']);
    const { lineage } = await asked(layer(), CALLERS.patient, {
      ...{ of: claimId(1), depth: 1, since: '2024-06-30', asOf: '2024-07-31' },
    });
    const added = lineage?.nodes.filter((one) => one.added).map(({ version: of }) => of?.number);
    expect([added, lineage?.since, lineage?.asOf]).toEqual([
      ...[[2], '2024-06-30T00:00:00.000Z', '2024-07-31T00:00:00.000Z'],
    ]);
  });

  it.each(['PROV_JSON', 'PROV_JSONLD', 'FHIR_PROVENANCE', 'CSV'])(
    'leaves as %s with the versions that it shows, and no others',
    async (format) => {
      const text = `query ($of: ID!, $format: LineageFormat!) {
        lineage(of: $of, depth: 3) { nodes { id kind } export(format: $format) } }`;
      for (const caller of [CALLERS.patient, CALLERS.adjudicator]) {
        const { data } = await ask(layer(), caller, text, { of: claimId(1), format });
        const found = z
          .object({ nodes: z.array(z.object({ id: z.string(), kind: z.string() })), export: z.string() })
          .parse(data?.['lineage']);
        const shown = found.nodes.filter(({ kind }) => kind === 'ENTITY').map(({ id }) => id);
        const told = new Set(found.export.match(/\b[0-9a-f]{64}\b/g));
        told.delete(TRANSACTIONS.lakeside);
        expect([...told].toSorted()).toEqual(shown.toSorted());
      }
    },
  );

  it('is by day for a regulator, in what is told and in what can be asked', async () => {
    const at = async (asOf: string) =>
      (await asked(layer(), CALLERS.auditor, { of: claimId(1), asOf, depth: 0 })).lineage?.nodes
        .filter(({ kind }) => kind === 'ENTITY')
        .map(({ recordedAt }) => recordedAt);
    expect(await at('2024-07-01T00:00:00Z')).toEqual(['2024-06-01', '2024-07-01']);
    expect(await at('2024-06-30T23:59:59Z')).toEqual(['2024-06-01']);
  });

  it.each([{ depth: -1 }, { depth: 11 }, { asOf: '2024-99' }, { since: '2024-01-01Tnever' }])(
    'says what is wrong with %o',
    async (wrong) => {
      const { codes } = await asked(layer(), CALLERS.patient, { of: claimId(1), ...wrong });
      expect(codes).toEqual(['BAD_USER_INPUT']);
    },
  );

  it('says that there is more than one answer holds', async () => {
    const of = encounterId(2);
    await place.admin`
      insert into provenance.version (hash, record, type, schema, number, subject, custodian, sensitivity, organization, log,
        activity, agent, recorded_at, parents, leaves)
      select sha256(('many ' || n)::bytea), record, type, schema, n, subject, custodian, sensitivity, organization, log,
        activity, agent, recorded_at, array[hash], leaves
      from provenance.version, generate_series(2, 400) n where record = ${of} and number = 1`;
    try {
      const whole = await asked(layer(), CALLERS.patient, { of });
      expect(whole.lineage?.truncated).toBe(true);
      expect(whole.lineage?.nodes.filter(({ kind }) => kind === 'ENTITY')).toHaveLength(300);
      const other = await asked(layer(), CALLERS.patient, { of: claimId(1) });
      expect(other.lineage?.truncated).toBe(false);
    } finally {
      await place.admin`delete from provenance.derivation where version in
        (select hash from provenance.version where record = ${of} and number > 1)`;
      await place.admin`delete from provenance.version where record = ${of} and number > 1`;
    }
  });
});

describe('lineage', () => {
  it('reaches nothing that a plain question refuses, and is the same from each layer alone', async () => {
    let reached = 0;
    for (const caller of EVERYBODY) {
      const visible = await seen(byRows, caller);
      const found = await ofAll(byRows, caller);
      expect(await ofAll(alone.subgraph, caller)).toEqual(found);
      for (const [at, { id }] of RECORDS.entries()) {
        const records = found[at]?.nodes.flatMap(({ record }) => record ?? []) ?? [id];
        expect(records).toContain(id);
        if (found[at]) expect(records.filter((record) => !visible.has(record))).toEqual([]);
        reached += found[at] ? records.length : 0;
      }
    }
    expect(reached).toBeGreaterThan(60);
  });

  it('does not lead past a version that is not there for the caller', async () => {
    // Ada's sensitive visit stands between a claim and an earlier visit that bore it.
    const [before, between] = [await hashOf(encounterId(1)), await hashOf(encounterId(3))];
    await place.admin`insert into provenance.derivation (version, source, recorded_at)
      values (decode(${between}, 'hex'), decode(${before}, 'hex'), '2024-06-01T12:00:00Z')`;
    try {
      const of = claimId(3);
      for (const [, layer] of LAYERS) {
        expect(await versions(layer(), CALLERS.patient, { of })).toEqual([
          ...['Claim 1@0', 'Encounter 1@1', 'Encounter 1@2'],
        ]);
        expect(await versions(layer(), CALLERS.clinician, { of })).toEqual(['Claim 1@0']);
      }
    } finally {
      await place.admin`delete from provenance.derivation where version = decode(${between}, 'hex') and source = decode(${before}, 'hex')`;
    }
  });

  it('takes two statements, however much it shows', async () => {
    const statements = async (variables: Record<string, unknown>) => {
      const before = alone.statements.length;
      await ask(alone.subgraph, CALLERS.patient, LINEAGE.replace(/organization \{ id \}/, ''), variables);
      return alone.statements.length - before;
    };
    expect(await statements({ of: encounterId(1), depth: 3 })).toBe(2);
  });

  it('is on record as what it showed, under the rules that opened it', async () => {
    alone.events.length = 0;
    await asked(alone.subgraph, CALLERS.auditor, { of: claimId(1) });
    expect(alone.events).toMatchObject([
      {
        ...{ outcome: 'PERMITTED', patients: [PEOPLE.ada] },
        policies: ['claim.see', 'clinical.see', 'lineage.read'],
      },
    ]);
    await asked(alone.subgraph, CALLERS.clinician, { of: claimId(4) });
    expect(alone.events.at(-1)).toMatchObject({ outcome: 'REFUSED', patients: [claimId(4)] });
  });
});
