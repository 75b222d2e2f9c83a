import { CATALOGUE, TIERS, type Tier } from '@caretrail/kit';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose } from '../compose/compose.ts';
import { clinic } from '../test/clinic.ts';
import { guarded } from '../test/sdl-subgraph.ts';
import { hiddenFrom } from './hidden.ts';
import { buildView, sdlOf } from './view.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
  ["@key", "@policy", "@tag", "@shareable", "@inaccessible"])\n`;
const one = (text: string) =>
  compose([{ name: 's', sdl: `${LINK}type Query { open: Int ${guarded('open')} }\n${text}` }], CATALOGUE);
const sdl = (tier: Tier, text: string) => sdlOf(buildView(tier, one(text)));

describe('a tier’s schema', () => {
  const composition = compose(Object.values(clinic()), CATALOGUE);

  it.each(TIERS)('of %s is what the policies of its types leave', (tier) => {
    expect(sdlOf(buildView(tier, composition))).toMatchSnapshot();
  });

  it.each(TIERS)('of %s names no policy, tag or machinery', (tier) => {
    const view = buildView(tier, composition);
    expect(sdlOf(view)).not.toMatch(/policy|tag|join__|link__|inaccessible|_service|_entities/i);
    expect(view.supergraphSdl).not.toMatch(/@policy|@tag/);
  });
});

describe('an interface of many objects that every subgraph shares', () => {
  const shared = `@shareable ${guarded('open')}`;
  const fields = `{ id: ID! ${guarded('open')} next: I ${shared} x: Int ${shared} y: Int ${shared} }`;
  const objects = Array.from(
    { length: 12 },
    (_, n) => `type T${n} implements I @key(fields: "id") ${fields}`,
  ).join('\n');
  const text = `${LINK}type Query { i: I ${shared} } interface I { id: ID! next: I x: Int y: Int }\n${objects}`;
  const subgraphs = ['a', 'b', 'c', 'd'].map((name) => ({ name, sdl: text }));

  it('is planned for no longer than ways to it can be counted', () => {
    const view = buildView('public', compose(subgraphs, CATALOGUE));
    expect(view.plan(parse('{ i { next { x y } } }')).node).toBeDefined();
    const before = performance.now();
    expect(() => view.plan(parse('{ i { next { next { x y } } } }'))).toThrow('too many ways');
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('what is hidden hides what needs it', () => {
  it('a type with nothing left, and the field that gives it', () => {
    const text = `extend type Query { a: A ${guarded('open')} } type A { x: B ${guarded('claim.see')} } type B { y: Int }`;
    expect(sdl('public', text)).toBe('type Query {\n  open: Int\n}\n');
    expect(sdl('payer', text)).toContain('x: B');
  });

  it('a field whose required argument has a type that is not there', () => {
    const text = `extend type Query { find(by: By!): Int ${guarded('open')} look(by: By): Int ${guarded('open')} }
      input By { state: String @tag(name: "tier-hospital") }`;
    expect(sdl('public', text)).toBe('type Query {\n  look: Int\n  open: Int\n}\n');
    expect(sdl('hospital', text)).toContain('find(by: By!): Int');
  });

  it('an input whose required field is not there', () => {
    const text = `extend type Query { look(by: By): Int ${guarded('open')} }
      input By { state: String  who: String! @tag(name: "tier-hospital") }`;
    expect(sdl('public', text)).toBe('type Query {\n  look: Int\n  open: Int\n}\n');
  });

  it('a type that no question leads to, with all that hangs on it', () => {
    const text = `extend type Query { a: A ${guarded('claim.see')} } type A { b: B  c: C } type B { x: Int } enum C { D }
      scalar E  union U = A | B  interface I { x: Int }`;
    expect(sdl('public', text)).toBe('type Query {\n  open: Int\n}\n');
  });

  it('an interface’s field that one of its objects does not show', () => {
    const text = `extend type Query { i: I ${guarded('open')} } interface I { id: ID!  x: Int }
      type A implements I @key(fields: "id") { id: ID! ${guarded('open')} x: Int ${guarded('open')} }
      type B implements I @key(fields: "id") { id: ID! ${guarded('open')} x: Int ${guarded('claim.see')} }`;
    expect(sdl('public', text)).toContain('interface I {\n  id: ID!\n}');
    expect(sdl('payer', text)).toContain('interface I {\n  id: ID!\n  x: Int\n}');
  });

  it('but not an interface’s field for the sake of an object that is not there at all', () => {
    const text = `extend type Query { i: I ${guarded('open')} } interface I { id: ID!  x: Int }
      type A implements I @key(fields: "id") { id: ID! ${guarded('open')} x: Int ${guarded('open')} }
      type B implements I @key(fields: "id") { id: ID! ${guarded('claim.see')} x: Int ${guarded('claim.see')} }`;
    expect(sdl('public', text)).toContain('interface I {\n  id: ID!\n  x: Int\n}');
    expect(sdl('public', text)).not.toContain('type B');
  });

  it('enum values and input fields that are tagged for others', () => {
    const text = `extend type Query { a(f: F): S ${guarded('open')} }
      enum S { OPEN  SUSPECTED @tag(name: "tier-regulator") } input F { a: Int  b: Int @tag(name: "tier-payer") }`;
    expect(sdl('public', text)).not.toMatch(/SUSPECTED|b: Int/);
    expect(sdl('regulator', text)).toMatch(/SUSPECTED/);
    expect(sdl('payer', text)).toMatch(/b: Int/);
  });

  it('what a subgraph itself declares inaccessible', () => {
    const text = `extend type Query { a: A @inaccessible ${guarded('open')} } type A @inaccessible { x: Int }`;
    expect(sdl('public', text)).toBe('type Query {\n  open: Int\n}\n');
  });

  it('a key, which still joins two subgraphs', () => {
    const key = `@key(fields: "id")`;
    const composition = compose(
      [
        {
          name: 'a',
          sdl: `${LINK}type Query { x: X ${guarded('open')} } type X ${key} { id: ID! ${guarded('claim.see')} }`,
        },
        {
          name: 'b',
          sdl: `${LINK}type X ${key} { id: ID! ${guarded('claim.see')} y: Int ${guarded('open')} }`,
        },
      ],
      CATALOGUE,
    );
    expect(hiddenFrom('public', composition)).toContain('X.id');
    expect(sdlOf(buildView('public', composition))).toContain('type X {\n  y: Int\n}');
  });
});
