import type { Caller } from '@caretrail/kit';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAsk } from '../test/ask.ts';
import { CALLERS } from '../test/callers.ts';
import { clinic } from '../test/clinic.ts';

const subgraphs = clinic();
let ask: Awaited<ReturnType<typeof createAsk>>;
beforeAll(async () => {
  ask = await createAsk(Object.values(subgraphs));
});
const asked = () => Object.values(subgraphs).flatMap(({ seen }) => seen.operations);
beforeEach(() => {
  for (const { seen } of Object.values(subgraphs)) for (const list of Object.values(seen)) list.length = 0;
});

const paths = (errors: readonly { readonly path?: unknown }[] | undefined) =>
  errors?.map(({ path }) => JSON.stringify(path));

describe('a refused field', () => {
  it('is null with one denial, whose path has no list indexes, and is asked of nobody', async () => {
    const { data, errors } = await ask(
      CALLERS.privacy_officer,
      '{ patients(first: 2) { edges { node { id n: name { family } } } } }',
    );
    expect(data).toEqual({
      patients: { edges: [{ node: { id: 'p1', n: null } }, { node: { id: 'p2', n: null } }] },
    });
    expect(errors).toEqual([
      {
        message: 'Your role does not have this.',
        path: ['patients', 'edges', 'node', 'n'],
        extensions: {
          code: 'FORBIDDEN_ROLE',
          policy: 'person.identify',
          reason: 'Your role does not have this.',
          requires: ['role:clinician', 'role:registrar'],
        },
      },
    ]);
    expect(asked().join()).not.toMatch(/name|family/);
  });

  it('is found direct, by alias, in a named and in an inline fragment', async () => {
    const text = `{ a: patient(id: "p1") { name { family } } b: patient(id: "p1") { ...N ... { y: name { given } } } }
      fragment N on Patient { x: name { family } }`;
    const { data, errors } = await ask(CALLERS.privacy_officer, text);
    expect(data).toEqual({ a: { name: null }, b: { x: null, y: null } });
    expect(paths(errors)).toEqual(['["a","name"]', '["b","x"]', '["b","y"]']);
    expect(asked().join()).not.toMatch(/family|given/);
  });

  it('is told once, at its top, when more is refused under it', async () => {
    const { errors } = await ask(
      CALLERS.analyst,
      '{ patients { edges { node { name { secret { word } } encounters { totalCount } } } } }',
    );
    expect(paths(errors)).toEqual(['["patients"]']);
    expect(asked()).toEqual([]);
  });

  it('of an interface is what any of its objects refuses', async () => {
    const text = '{ happenings(patient: "p1") { __typename month reason } }';
    const { data, errors } = await ask(CALLERS.privacy_officer, text);
    expect(data).toEqual({
      happenings: [
        { __typename: 'Encounter', month: '2026-01', reason: null },
        { __typename: 'Visit', month: '2026-02', reason: null },
        null,
      ],
    });
    expect(paths(errors)).toEqual(['["happenings","reason"]']);
  });

  it('of one object behind an interface leaves the others theirs', async () => {
    const text = '{ happenings(patient: "p1") { ... on Encounter { reason } ... on Visit { reason ward } } }';
    const { data, errors } = await ask(CALLERS.privacy_officer, text);
    expect(data).toEqual({ happenings: [{ reason: null }, { reason: 'visit', ward: 'North' }, null] });
    expect(paths(errors)).toEqual(['["happenings","reason"]']);
  });

  it('in one fragment does not take the same key from another', async () => {
    const text = `{ happenings(patient: "p1") { ... on Happening { reason } ... on Visit { reason } } }`;
    const { data } = await ask(CALLERS.privacy_officer, text);
    expect(data).toEqual({ happenings: [{ reason: null }, { reason: 'visit' }, null] });
  });

  it('through a union member is refused too', async () => {
    const text =
      '{ found(text: "x") { ... on Patient { id name { family } } ... on Organization { title: name } } }';
    const { data, errors } = await ask(CALLERS.privacy_officer, text);
    expect(data).toEqual({ found: [{ id: 'p1', name: null }, { title: 'Organization o1' }] });
    expect(paths(errors)).toEqual(['["found","name"]']);
  });

  it('that was fetched all the same, as a key, is not shown', async () => {
    const analyst = CALLERS.analyst;
    const { data } = await ask(analyst, '{ blocks(first: 1) { number transactions { id arguments } } }');
    expect(data).toEqual({
      blocks: [{ number: 1, transactions: [{ id: 'tx1', arguments: { a: [1, { b: 2 }] } }] }],
    });
    const scoped = { ...CALLERS.clinician, scopes: ['user/Encounter.r', 'user/Patient.r'] };
    const limited = await ask(
      scoped,
      '{ patient(id: "p1") { id encounters(first: 1) { edges { node { id claims { id } } } } } }',
    );
    expect(limited.errors?.[0]).toMatchObject({
      path: ['patient', 'encounters', 'edges', 'node', 'claims'],
      extensions: { code: 'FORBIDDEN_ROLE', policy: 'claim.see' },
    });
  });

  it('that is left out by @skip or @include is no refusal', async () => {
    const text = 'query ($no: Boolean!) { patient(id: "p1") { id name @include(if: $no) { family } } }';
    expect(await ask(CALLERS.privacy_officer, text, { variables: { no: false } })).toEqual({
      data: { patient: { id: 'p1' } },
    });
    const asking = await ask(CALLERS.privacy_officer, text, { variables: { no: true } });
    expect(asking.errors).toHaveLength(1);
  });

  it('beside fields that are not leaves those', async () => {
    const { data } = await ask(CALLERS.analyst, '{ network { channels } patient(id: "p1") { id } }');
    expect(data).toEqual({ network: { channels: ['care'] }, patient: null });
  });
});

describe('the reason of a refusal', () => {
  const text = '{ patient(id: "p1") { state } }';
  it.each([
    ['the role', CALLERS.analyst, 'FORBIDDEN_ROLE'],
    ['the purpose', { ...CALLERS.registrar, purpose: null }, 'FORBIDDEN_PURPOSE'],
    ['the case', CALLERS.auditorWithoutCase, 'CASE_REQUIRED'],
    ['the scope', { ...CALLERS.clinician, scopes: ['user/Claim.r'] }, 'FORBIDDEN_ROLE'],
  ])('is %s', async (_, caller, code) => {
    const { errors } = await ask(caller, text);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
  });

  it('is not remembered for another caller of the tier', async () => {
    expect((await ask(CALLERS.analyst, text)).errors).toHaveLength(1);
    expect((await ask(CALLERS.clinician, text)).errors).toBeUndefined();
    expect((await ask(CALLERS.analyst, text)).errors).toHaveLength(1);
  });
});

describe('what a refusal requires', () => {
  it('is told each role for itself, though both are refused alike', async () => {
    const text = '{ patient(id: "p1") { name { family } } }';
    const requires = async (caller: Caller) =>
      (await ask(caller, text)).errors?.[0]?.extensions?.['requires'];
    expect(await requires({ ...CALLERS.clinician, purpose: 'HPAYMT' })).toEqual([
      'purpose:TREAT',
      'purpose:ETREAT',
    ]);
    expect(await requires({ ...CALLERS.registrar, purpose: 'HCOMPL' })).toEqual([
      'purpose:PATADMIN',
      'purpose:HPAYMT',
    ]);
  });
});

describe('an operation that is to be run whole or not at all', () => {
  const text = '{ network { channels } patient(id: "p1") { id name { family } } }';

  it('is not planned and asks nobody if a field is refused', async () => {
    const { data, errors } = await ask(CALLERS.privacy_officer, text, { onRefusal: 'reject' });
    expect(data).toBeNull();
    expect(paths(errors)).toEqual(['["patient","name"]']);
    expect(asked()).toEqual([]);
  });

  it('names all that is refused', async () => {
    const all = '{ a: patient(id: "p1") { name { family } } b: claim(id: "c1") { id lines { sequence } } }';
    const { errors } = await ask(CALLERS.privacy_officer, all, { onRefusal: 'reject' });
    expect(paths(errors)).toEqual(['["a","name"]', '["b","lines"]']);
  });

  it('is answered as ever if nothing is refused', async () => {
    const answers = await Promise.all(
      (['reject', 'filter'] as const).map((onRefusal) => ask(CALLERS.clinician, text, { onRefusal })),
    );
    expect(answers[0]?.errors).toBeUndefined();
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is not turned into one by what was asked before', async () => {
    expect((await ask(CALLERS.privacy_officer, text)).data).toMatchObject({
      network: { channels: ['care'] },
    });
    expect((await ask(CALLERS.privacy_officer, text, { onRefusal: 'reject' })).data).toBeNull();
    expect((await ask(CALLERS.privacy_officer, text)).data).toMatchObject({
      network: { channels: ['care'] },
    });
  });

  it('is refused for what @include brings in by a variable alone', async () => {
    const asking =
      'query ($yes: Boolean!) { patient(id: "p1") { id ... @include(if: $yes) { name { family } } } }';
    const run = (yes: boolean) =>
      ask(CALLERS.privacy_officer, asking, { variables: { yes }, onRefusal: 'reject' });
    expect((await run(true)).data).toBeNull();
    expect(await run(false)).toEqual({ data: { patient: { id: 'p1' } } });
  });
});

describe('a refused field in a hostile shape', () => {
  const officer = CALLERS.privacy_officer;
  const SECRET = /Family|"A"|"B"/;

  it.each([
    ['under the alias of one that is allowed', '{ patient(id: "p1") { id: name { state: family } } }'],
    ['under a name of the prototype', '{ patient(id: "p1") { __proto__: name { constructor: family } } }'],
    [
      'in fragments in fragments',
      `{ ...A } fragment A on Query { patient(id: "p1") { ...B } }
      fragment B on Patient { ...C } fragment C on Patient { ... on Patient { ... { name { ...D } } } }
      fragment D on HumanName { family }`,
    ],
    [
      'in a fragment on the interface, through the object',
      `{ happenings(patient: "p1") { ...H } }
      fragment H on Happening { ... on Encounter { patient { ...P } } } fragment P on Patient { name { family } }`,
    ],
    [
      'through a union, by two ways',
      `{ found(text: "x") { ... on Patient { ...N } ...U } }
      fragment U on Hit { ... on Patient { n: name { given } } } fragment N on Patient { name { family } }`,
    ],
    ['over another subgraph and back', `{ claim(id: "c1") { encounter { patient { name { family } } } } }`],
    [
      'skipped by a literal and included by a fragment',
      `{ patient(id: "p1") { id name @skip(if: true) { family } ...N } }
      fragment N on Patient { name @include(if: true) { given } }`,
    ],
    [
      'through a connection’s nodes',
      '{ patients(first: 1) { edges { node { encounters(first: 1) { edges { node { patient { name { family } } } } } } } } }',
    ],
  ])('%s is refused', async (_, text) => {
    const { data, errors } = await ask(officer, text);
    expect(errors?.length).toBeGreaterThan(0);
    for (const error of errors ?? []) expect(error.extensions).toMatchObject({ policy: 'person.identify' });
    expect(JSON.stringify(data)).not.toMatch(SECRET);
    expect(asked().join()).not.toMatch(/family|given/);
  });

  it('and allowed under the same key elsewhere, composite, shows what is allowed alone', async () => {
    const text = `{ happenings(patient: "p1") { id ... on Encounter { it: patient { id } } ... on Encounter { it: patient { name { family } } } } }`;
    const { data, errors } = await ask(officer, text);
    expect(data).toMatchObject({ happenings: [{ it: { id: 'p1', name: null } }, { id: 'v1' }, null] });
    expect(paths(errors)).toEqual(['["happenings","it","name"]']);
  });

  it('is not named by __typename where its type is not there', async () => {
    const { data } = await ask(CALLERS.public, '{ found(text: "x") { __typename } }');
    expect(JSON.stringify(data ?? null)).not.toContain('Patient');
    const text = '{ happenings(patient: "p1") { __typename } }';
    expect((await ask(CALLERS.adjudicator, text)).errors?.[0]?.message).toBe(
      'Cannot query field "happenings" on type "Query".',
    );
  });

  it('does not decide what it is skipped by', async () => {
    const text = 'query ($name: Boolean!) { patient(id: "p1") { state @skip(if: $name) } }';
    const { data, errors } = await ask(officer, text, { variables: { name: false } });
    expect({ data, errors }).toEqual({ data: { patient: { state: 'MA' } }, errors: undefined });
  });

  it('cannot be asked by a filter that the tier does not have', async () => {
    const text = '{ patients(filter: { nameStarts: "F" }) { totalCount } }';
    expect((await ask(CALLERS.adjudicator, text)).errors?.[0]?.extensions?.['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    const variable = 'query ($f: PatientFilter) { patients(filter: $f) { totalCount } }';
    const { errors } = await ask(CALLERS.adjudicator, variable, { variables: { f: { nameStarts: 'F' } } });
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it.each([
    'subscription { patient(id: "p1") { id } }',
    '{ _entities(representations: []) { __typename } }',
    '{ _service { sdl } }',
    '{ node(id: "p1") { id } }',
  ])('is not reached by %s, which is not there', async (text) => {
    expect((await ask(CALLERS.clinician, text)).errors?.[0]?.extensions?.['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  });
});

describe('a mutation', () => {
  it('does not run at all if its selection holds a refused field', async () => {
    const text = 'mutation { rename(id: "p1", name: "x") { id name { family } } }';
    const { data, errors } = await ask(CALLERS.privacy_officer, text);
    expect(data).toBeNull();
    expect(paths(errors)).toEqual(['["rename","name"]']);
    expect(asked()).toEqual([]);
  });

  it('does not run its first field if its second is refused', async () => {
    const text = 'mutation { pay(id: "c1") { id } rename(id: "p1", name: "x") { name { family } } }';
    expect((await ask(CALLERS.privacy_officer, text)).data).toBeNull();
    expect(asked()).toEqual([]);
  });
});
