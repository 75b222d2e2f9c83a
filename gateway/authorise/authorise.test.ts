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
