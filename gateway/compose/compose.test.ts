import { CATALOGUE } from '@caretrail/kit';
import { describe, expect, it } from 'vitest';
import { clinic } from '../test/clinic.ts';
import { guarded } from '../test/sdl-subgraph.ts';
import { compose } from './compose.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
  ["@key", "@policy", "@tag", "@shareable", "@requires", "@external", "@authenticated"])\n`;
const composed = (...texts: readonly string[]) =>
  compose(
    texts.map((text, index) => ({
      name: `s${index}`,
      sdl: text.includes('extend schema') ? text : LINK + text,
    })),
    CATALOGUE,
  );
const rightAt = (composition: ReturnType<typeof composed>, coordinate: string) =>
  composition.index.get(coordinate)?.map((conjunction) => conjunction.map(({ id }) => id));

describe('composition fails', () => {
  it.each([
    ['a root field without a policy', 'type Query { a: Int }', 'Query.a names no policy'],
    [
      'a record’s field without a policy',
      `type Query { a: A ${guarded('open')} } type A @key(fields: "id") { id: ID! ${guarded('open')} new: Int }`,
      'A.new names no policy',
    ],
    [
      'a policy that does not exist',
      'type Query { a: Int @policy(policies: [["open.wide"]]) }',
      'Unknown policy open.wide',
    ],
    [
      'tags that leave out a tier which the policy opens',
      'type Query { a: Int @policy(policies: [["person.see"]]) @tag(name: "tier-hospital") }',
      'Query.a lacks tier-patient, tier-payer, tier-regulator',
    ],
    [
      'a feature that nothing here keeps',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
         ["@key", "@policy", "@tag", "@context", "@fromContext"])
       type Query { a: A ${guarded('open')} }
       type A @key(fields: "id") @context(name: "c") {
         id: ID! ${guarded('open')} name: String! ${guarded('open')} k: K! ${guarded('open')} }
       type K @key(fields: "id") {
         id: ID! ${guarded('open')} f(x: String @fromContext(field: "$c { name }")): Int ${guarded('open')} }`,
      '@context is not offered here',
    ],
    [
      'a tag that opens what a rule closes (Z21)',
      'type Query { a: Int @authenticated @tag(name: "tier-public") @tag(name: "tier-payer") }',
      'Query.a is tagged tier-public, which its rules close',
    ],
    [
      'schemas that do not fit together',
      `type Query { a: Int ${guarded('open')} b: Nowhere ${guarded('open')} }`,
      'Unknown type Nowhere',
    ],
  ])('with %s', (_, text, message) => {
    expect(() => composed(text)).toThrow(message);
  });

  it('where a field is computed from one that asks for more', () => {
    const owner = `type Query { a: A ${guarded('open')} }
      type A @key(fields: "id") { id: ID! ${guarded('open')} secret: Int ${guarded('person.identify')} }`;
    const derived = `type A @key(fields: "id") { id: ID! ${guarded('open')} secret: Int @external
      risk: Int @requires(fields: "secret") ${guarded('open')} }`;
    expect(() => composed(owner, derived)).toThrow(/"A.risk" does not specify necessary/);
  });
});

it('fails where a subgraph of somebody else’s names a policy that it cannot keep', () => {
  const sdl = `${LINK}type Query { a: Int ${guarded('clinical.read')} }`;
  expect(() => compose([{ name: 'devices', sdl, foreign: true }], CATALOGUE)).toThrow(
    'devices names clinical.read, which asks for a relation to the row',
  );
  expect(() => compose([{ name: 'devices', sdl }], CATALOGUE)).not.toThrow();
});

it('fails over a chain of two that ends at a field that asks for more (Z7)', () => {
  const owner = `type Query { a: A ${guarded('open')} }
    type A @key(fields: "id") { id: ID! ${guarded('open')} secret: Int @authenticated }`;
  const first = `type A @key(fields: "id") { id: ID! ${guarded('open')} secret: Int @external
    risk: Int @requires(fields: "secret") @authenticated }`;
  const second = `type A @key(fields: "id") { id: ID! ${guarded('open')} risk: Int @external
    band: Int @requires(fields: "risk") ${guarded('open')} }`;
  expect(() => composed(owner, first, second)).toThrow(/"A.band" does not specify necessary/);
});

describe('a rule of federation’s own', () => {
  it('@authenticated: anyone but the public', () => {
    expect(
      rightAt(composed(`type Query { a: Int @authenticated  b: Int ${guarded('open')} }`), 'Query.a'),
    ).toEqual([['@authenticated']]);
  });

  it('@requiresScopes: one list of several, whole, beside what else stands there', () => {
    const text = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
        ["@authenticated", "@requiresScopes"])
      type Query { a: Int @authenticated @requiresScopes(scopes: [["x", "y"], ["z"]]) }`;
    const scope = (name: string) => `@requiresScopes(${name})`;
    expect(rightAt(composed(text), 'Query.a')).toEqual([
      ['@authenticated', scope('x'), scope('y')],
      ['@authenticated', scope('z')],
    ]);
  });

  it('is found under a name of the subgraph’s own, beside subgraphs that use the plain one (Z6)', () => {
    const own = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
        [{ name: "@authenticated", as: "@signedIn" }, { name: "@policy", as: "@rule" }])
      type Query { a: Int @signedIn  b: Int @rule(policies: [["open"]]) }`;
    const space = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", as: "fed")
      type Query { c: Int @fed__authenticated }`;
    const plain = `type Query { d: Int @authenticated  e: Int ${guarded('open')} }`;
    const composition = composed(own, space, plain);
    expect(['a', 'c', 'd'].map((field) => rightAt(composition, `Query.${field}`))).toEqual(
      Array.from({ length: 3 }, () => [['@authenticated']]),
    );
    expect(rightAt(composition, 'Query.b')).toEqual([['open']]);
  });

  it('asks of a way once what another asks with more', () => {
    const text = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
      scalar S @requiresScopes(scopes: [["x"]])
      type Query { a: S @requiresScopes(scopes: [["x"], ["x", "y"]]) }`;
    expect(rightAt(composed(text), 'Query.a')).toEqual([['@requiresScopes(x)']]);
  });
});

describe('a field’s right', () => {
  it('is that of the field and that of its type, neither lost', () => {
    const text = `type Query { a: A ${guarded('open')} }
      type A @key(fields: "id") @policy(policies: [["claim.see"]]) { id: ID! ${guarded('claim.see')} b: Int ${guarded('claim.read')} }`;
    expect(rightAt(composed(text), 'A.b')).toEqual([['claim.see', 'claim.read']]);
    expect(rightAt(composed(text), 'Query.a')).toEqual([['open', 'claim.see']]);
  });

  it('is also that of the scalar or enum it gives', () => {
    const text = `type Query { a: Mood ${guarded('open')} }
      enum Mood @policy(policies: [["clinical.read"]]) { GOOD BAD }`;
    expect(rightAt(composed(text), 'Query.a')).toEqual([['open', 'clinical.read']]);
  });

  it('is the AND of what two subgraphs say of a shared field', () => {
    const text = (policy: string) => `type Query { q: Int @shareable ${guarded('open')} }
      type A @key(fields: "id") { id: ID! ${guarded('open')} x: Int @shareable ${guarded(policy)} }`;
    const composition = composed(text('claim.see'), text('person.see'));
    expect(rightAt(composition, 'A.x')?.map((names) => [...names].sort())).toEqual([
      ['claim.see', 'person.see'],
    ]);
  });

  it('is found under whatever name a subgraph gives the directive', () => {
    const text = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
        ["@key", "@tag", { name: "@policy", as: "@rule" }])
      type Query { a: Int ${guarded('claim.see').replace('@policy', '@rule')} }`;
    expect(rightAt(composed(text), 'Query.a')).toEqual([['claim.see']]);
  });

  it('keeps alternatives apart', () => {
    const tags = '@tag(name: "tier-hospital") @tag(name: "tier-regulator")';
    const text = `type Query { a: Int @policy(policies: [["report.run"], ["case.open"]]) ${tags} }`;
    expect(rightAt(composed(text), 'Query.a')).toEqual([['report.run'], ['case.open']]);
  });
});

it('an embedded type needs no policy, since nothing reaches it but a field that has one', () => {
  const composition = compose(Object.values(clinic()), CATALOGUE);
  expect(composition.index.has('Money.value')).toBe(false);
  expect(composition.index.has('Claim.total')).toBe(true);
});
