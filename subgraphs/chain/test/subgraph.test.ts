import { connect } from '@caretrail/db';
import { type Caller, PUBLIC_CALLER, type Subgraph } from '@caretrail/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, unguarded } from '../../patients/test/ask.ts';
import { CALLERS, clinicianAt } from '../../patients/test/callers.ts';
import { claimId, encounterId, PEOPLE } from '../../patients/test/people.ts';
import { type ChainSchemaOptions, chainSchema } from '../chain-schema.ts';
import { createChain } from '../create-chain.ts';
import { WAIT_CODES } from '../outbox/wait-reason.ts';
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
beforeAll(async () => {
  place = await LedgerPlace.open();
  const pool = connect(place.database.address('caretrail_chain'));
  alone = unguarded('chain', chainSchema(options), place.admin);
  byRows = createChain({ ...options, pool, onFailure: (error) => failures.push(error) });
});
afterAll(async () => {
  await byRows?.close();
  await place?.close();
  expect(failures).toEqual([]);
});

/** The subgraph under row-level security, and its own layer with none below it: each must be enough. */
const LAYERS: readonly [string, () => Subgraph][] = [
  ['with its own login', () => byRows],
  ['without row-level security below', () => alone.subgraph],
];

const TRACES = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Patient { id trace { type record anchor } } ... on Encounter { id trace { anchor } }
  ... on Claim { id trace { anchor head { number activity organization { id } recordedAt transaction { id block } } } }
} }`;

interface Reference {
  readonly __typename: string;
  readonly id: string;
}

const traces = async (subgraph: Subgraph, caller: Caller, of: readonly Reference[]) => {
  const { data } = await ask(subgraph, caller, TRACES, { of });
  return (data?.['_entities'] ?? []) as readonly ({ id: string; trace: Record<string, unknown> } | null)[];
};
const patients = Object.values(PEOPLE).map((id) => ({ __typename: 'Patient', id }));
const visits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
  __typename: 'Encounter',
  id: encounterId(number),
}));
const claims = [1, 2, 3, 4, 5].map((number) => ({ __typename: 'Claim', id: claimId(number) }));

describe.each(LAYERS)('traces %s', (_, subgraph) => {
  /** Places, from 1, of the records whose trace is there. */
  const seen = async (caller: Caller, of: readonly Reference[]) =>
    (await traces(subgraph(), caller, of)).flatMap((found, at) =>
      found?.trace['anchor'] === 'ANCHORED' ? [at + 1] : [],
    );

  it('are judged by each record’s own type, also of many types at once', async () => {
    const all = [...patients, ...visits, ...claims];
    for (const caller of Object.values(CALLERS)) {
      const together = await traces(subgraph(), caller, all);
      const apart = await Promise.all(all.map(async (one) => (await traces(subgraph(), caller, [one]))[0]));
      expect(together).toEqual(apart);
    }
  });

  it('are not there under another type’s name', async () => {
    const [visit, claim] = [visits[0]?.id ?? '', claims[0]?.id ?? ''];
    const of = [
      { __typename: 'Patient', id: visit },
      { __typename: 'Claim', id: visit },
      { __typename: 'Encounter', id: claim },
    ];
    for (const caller of [CALLERS.patient, CALLERS.clinician])
      expect(await ask(subgraph(), caller, TRACES, { of })).toEqual({
        data: { _entities: [null, null, null] },
      });
  });

  it('are there for who may see the record, and for nobody else', async () => {
    const of = async (caller: Caller) => ({
      patients: await seen(caller, patients),
      visits: await seen(caller, visits),
      claims: await seen(caller, claims),
    });
    expect(await of(CALLERS.public)).toEqual({ patients: [], visits: [], claims: [] });
    expect(await of(CALLERS.analyst)).toEqual({ patients: [], visits: [], claims: [] });
    expect(await of(CALLERS.patient)).toEqual({ patients: [1], visits: [1, 2, 3], claims: [1, 2, 3] });
    // Not the sensitive visit, not Cleo's, and Eve's by emergency; Dan's permit covers no whole month.
    expect(await of(CALLERS.clinician)).toMatchObject({ visits: [1, 2, 8], claims: [1, 2, 3, 5] });
    expect(await of(clinicianAt('northgate'))).toMatchObject({ claims: [1, 2, 3, 4, 5] });
    expect(await of(CALLERS.adjudicator)).toEqual({ patients: [1], visits: [], claims: [1, 2] });
    expect(await of(CALLERS.auditor)).toMatchObject({ patients: [1] });
  });

  it('say who, when and where on the ledger', async () => {
    const [claim] = await traces(subgraph(), CALLERS.patient, claims);
    expect(claim?.trace).toEqual({
      anchor: 'ANCHORED',
      head: {
        ...{ number: 1, activity: 'import', recordedAt: '2024-06-01T12:00:00.000Z' },
        organization: { id: expect.any(String) },
        transaction: { id: TRANSACTIONS.lakeside, block: 2 },
      },
    });
  });

  it('say why a version is not on the ledger yet, by name', async () => {
    const why = async () => {
      const { data } = await ask(
        subgraph(),
        CALLERS.patient,
        `query ($of: [_Any!]!) { _entities(representations: $of) {
          ... on Claim { trace { anchor anchorReason head { anchorReason } } } } }`,
        { of: [claims[0]] },
      );
      return data?.['_entities'];
    };
    const told = (anchor: string, anchorReason: string | null) => [
      { trace: { anchor, anchorReason, head: { anchorReason } } },
    ];
    const [before] = await place.admin`select state, reason, size from provenance.checkpoint
      where log = 'care/lakeside' order by size limit 1`;
    const stand = (state: string, reason: string | null) => place.admin`update provenance.checkpoint
      set state = ${state}, reason = ${reason} where log = 'care/lakeside' and size = ${before?.['size']}`;
    expect(await why()).toEqual(told('ANCHORED', null));
    try {
      await stand('PENDING', null);
      expect(await why()).toEqual(told('PENDING', 'QUEUED'));
      for (const code of WAIT_CODES) {
        await stand('PENDING', code);
        expect(await why()).toEqual(told('PENDING', code));
      }
      // What an earlier version of the program noted in words is not told.
      await stand('PENDING', 'the ledger cannot be reached');
      expect(await why()).toEqual(told('PENDING', 'QUEUED'));
      await stand('FAILED', 'PREVIOUS');
      expect(await why()).toEqual(told('FAILED', 'REFUSED'));
      await stand('FAILED', 'LOG_DAMAGED');
      expect(await why()).toEqual(told('FAILED', 'LOG_DAMAGED'));
    } finally {
      await stand(String(before?.['state']), null);
    }
  });

  it('are by day for a regulator', async () => {
    const { data } = await ask(
      subgraph(),
      CALLERS.auditor,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Patient { trace { head { recordedAt } } } } }`,
      { of: [patients[0]] },
    );
    expect(data).toEqual({ _entities: [{ trace: { head: { recordedAt: '2024-06-01' } } }] });
  });
});

const TRANSACTION = `query ($id: ID!) { transaction(id: $id) { id validation validationReason contract function
  creator { id } endorserMsps arguments } }`;

describe.each(LAYERS)('transactions %s', (_, subgraph) => {
  it('open their content to the organization that made them, and to the regulator', async () => {
    const content = async (caller: Caller, id: string) => {
      const { data, errors } = await ask(subgraph(), caller, TRANSACTION, { id });
      const found = data?.['transaction'] as Record<string, unknown>;
      return [found['arguments'], ...new Set(errors?.map(({ extensions }) => extensions['code']))];
    };
    const { lakeside, northgate } = TRANSACTIONS;
    expect(await content(CALLERS.clinician, lakeside)).toEqual([[{ log: 'care/lakeside' }]]);
    expect(await content(CALLERS.clinician, northgate)).toEqual([null, 'FORBIDDEN_RELATION']);
    expect(await content(CALLERS.adjudicator, lakeside)).toEqual([null, 'FORBIDDEN_RELATION']);
    expect(await content(CALLERS.auditor, northgate)).toEqual([[{ log: 'care/northgate' }]]);
    const health = { ...CALLERS.auditor, purpose: 'PUBHLTH' } as const;
    expect(await content(health, northgate)).toEqual([null, 'FORBIDDEN_PURPOSE']);
  });

  it('are for a patient the anchors of their own records', async () => {
    const list = '{ transactions { totalCount nodes { id } } }';
    const ada = await ask(subgraph(), CALLERS.patient, list);
    expect(ada.data?.['transactions']).toEqual({
      totalCount: 2,
      nodes: [{ id: TRANSACTIONS.northgate }, { id: TRANSACTIONS.lakeside }],
    });
    const dan = { ...CALLERS.patient, subject: PEOPLE.dan };
    const own = await ask(subgraph(), dan, list);
    expect(own.data?.['transactions']).toEqual({ totalCount: 1, nodes: [{ id: TRANSACTIONS.northgate }] });
    const other = await ask(subgraph(), dan, TRANSACTION, { id: TRANSACTIONS.lakeside });
    expect(other.data).toEqual({ transaction: null });
    const block = await ask(subgraph(), dan, '{ block(number: 2) { transactionCount transactions { id } } }');
    expect(block.data?.['block']).toEqual({
      transactionCount: 3,
      transactions: [{ id: TRANSACTIONS.northgate }],
    });
  });

  it('are not for the public', async () => {
    const { data, errors } = await ask(subgraph(), PUBLIC_CALLER, '{ transactions { nodes { id } } }');
    expect(data).toEqual({ transactions: null });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN_ROLE']);
  });

  it('show those without effect, with the reason in words', async () => {
    const { data } = await ask(subgraph(), CALLERS.auditor, TRANSACTION, { id: TRANSACTIONS.invalid });
    expect(data?.['transaction']).toMatchObject({
      validation: 'MVCC_READ_CONFLICT',
      validationReason: expect.stringContaining('no effect'),
    });
  });

  it('are paged, filtered and counted', async () => {
    const text = `query ($after: String, $filter: TransactionFilter) {
      transactions(first: 2, after: $after, filter: $filter) {
        totalCount edges { cursor node { id } } pageInfo { hasNextPage } } }`;
    type Page = { totalCount: number; edges: { cursor: string; node: { id: string } }[] };
    const page = async (variables: Record<string, unknown>) =>
      (await ask(subgraph(), CALLERS.auditor, text, variables)).data?.['transactions'] as Page;
    const first = await page({});
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
    const second = await page({ after: first.edges[1]?.cursor });
    const { invalid, northgate, lakeside, registry } = TRANSACTIONS;
    const ids = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(ids).toEqual([invalid, northgate, lakeside, registry]);
    expect(await page({ filter: { validation: 'VALID', block: 2 } })).toMatchObject({ totalCount: 2 });
    const stolen = await ask(subgraph(), CALLERS.clinician, text, { after: first.edges[1]?.cursor });
    expect(stolen.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

const SEARCH = '{ search(text: "$") { kind id type record number channel name } }';

describe.each(LAYERS)('a search %s', (_, subgraph) => {
  const search = async (caller: Caller, text: string) => {
    const { data, errors } = await ask(subgraph(), caller, SEARCH.replace('$', text));
    expect(errors).toBeUndefined();
    return ((data?.['search'] ?? []) as { kind: string }[]).map((hit) =>
      Object.fromEntries(Object.entries(hit).filter(([, value]) => value !== null)),
    );
  };
  const versionOf = async (record: string) => {
    const [row] = await place.admin<{ hash: string }[]>`
      select encode(hash, 'hex') as hash from provenance.version where record = ${record}`;
    return row?.hash ?? '';
  };

  it('finds records and versions that are there for the caller, and no others', async () => {
    const [visit, hash] = [encounterId(1), await versionOf(encounterId(1))];
    const hits = [
      [{ kind: 'RECORD', id: visit, type: 'Encounter', record: visit }],
      [{ kind: 'VERSION', id: hash, type: 'Encounter', record: visit, number: 1 }],
    ];
    for (const caller of [CALLERS.patient, CALLERS.clinician, CALLERS.auditor])
      expect([await search(caller, visit), await search(caller, ` ${hash.toUpperCase()} `)]).toEqual(hits);
    for (const caller of [
      PUBLIC_CALLER,
      CALLERS.analyst,
      CALLERS.adjudicator,
      { ...CALLERS.patient, subject: PEOPLE.dan },
    ])
      expect([await search(caller, visit), await search(caller, hash)]).toEqual([[], []]);
    expect(await search(CALLERS.patient, `${hash.slice(0, 60)}`)).toEqual([]);
  });

  it('finds transactions for who sees them, and blocks and members for everyone', async () => {
    const [block] = await place.admin<{ hash: string }[]>`
      select encode(hash, 'hex') as hash from provenance.block where number = 2`;
    const found = [{ kind: 'BLOCK', id: '2', channel: 'care' }];
    for (const text of ['2', block?.hash ?? '']) expect(await search(PUBLIC_CALLER, text)).toEqual(found);
    expect(await search(PUBLIC_CALLER, 'Lakeside')).toMatchObject([
      { kind: 'ORGANIZATION', name: 'lakeside' },
    ]);
    const { registry } = TRANSACTIONS;
    expect(await search(CALLERS.analyst, registry)).toEqual([
      { kind: 'TRANSACTION', id: registry, channel: 'care' },
    ]);
    for (const caller of [PUBLIC_CALLER, CALLERS.patient]) expect(await search(caller, registry)).toEqual([]);
    for (const nothing of ['', '99999999999', "' or 1=1", '0'.repeat(64)])
      expect(await search(CALLERS.auditor, nothing)).toEqual([]);
  });
});

describe('the ledger from outside', () => {
  it('is open to everyone: network, blocks and their chain', async () => {
    const { data, errors } = await ask(
      byRows,
      PUBLIC_CALLER,
      `{ network { development consensus channels { name height lastHash endorsement { required } }
           organizations { slug msp parts } }
         blocks(first: 2) { totalCount nodes { number hash previousHash transactionCount } pageInfo { hasNextPage } }
         block(number: 0) { number previousHash transactionCount time } none: block(number: 99) { hash } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchSnapshot();
  });

  it('reads blocks with their transactions in a constant number of statements', async () => {
    const before = alone.statements.length;
    await ask(alone.subgraph, CALLERS.auditor, '{ blocks { nodes { transactions { id creator { id } } } } }');
    expect(alone.statements.length - before).toBe(3);
  });

  it('reads many traces in as many statements as one of each type', async () => {
    const statements = async (of: readonly Reference[]) => {
      const before = alone.statements.length;
      await traces(alone.subgraph, CALLERS.patient, of);
      return alone.statements.length - before;
    };
    const one = [patients, visits, claims].flatMap(([first]) => first ?? []);
    expect(await statements([...patients, ...visits, ...claims])).toBe(await statements(one));
  });

  it('answers a proof that is none with the step that fails, and says whose trust it used', async () => {
    const text = '{ verify(proof: "{}") { ok ownTrust steps { step result reason } doesNotShow } }';
    const { data } = await ask(byRows, PUBLIC_CALLER, text);
    expect(data?.['verify']).toMatchObject({
      ok: false,
      ownTrust: true,
      steps: [{ step: 'file', result: 'failed', reason: 'BAD_TRUST' }, {}, {}, {}, {}],
      doesNotShow: expect.arrayContaining([expect.stringContaining('hub’s own')]),
    });
  });

  it.each(['proof', 'trust'])('refuses a %s that nests until the stack ends', async (name) => {
    const deep = JSON.parse(`${'['.repeat(40_000)}${']'.repeat(40_000)}`);
    const text = 'query ($proof: JSON!, $trust: JSON) { verify(proof: $proof, trust: $trust) { ok } }';
    const { errors } = await ask(byRows, PUBLIC_CALLER, text, { proof: {}, trust: {}, [name]: deep });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
