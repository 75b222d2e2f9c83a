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
      'a rule that nothing here enforces',
      `type Query { a: Int @authenticated ${guarded('open')} }`,
      '@authenticated is not enforced here',
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
