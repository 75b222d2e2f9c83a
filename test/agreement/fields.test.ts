import { describe, expect, it } from 'vitest';
import { type Asking, EVERYONE, SHORT_OF_SOMETHING } from './callers.ts';
import { hasType, hubSays } from './hub-layer.ts';
import { fieldsOf, refuses, SUBGRAPHS } from './subgraph-layer.ts';

const FIELDS = SUBGRAPHS.flatMap(({ name, schema }) =>
  [...fieldsOf(schema)].map(([type, field]) => ({ subgraph: name, type, field })),
);

/** Where hub and subgraph do not say the same, named. */
const disagreements = (callers: readonly Asking[]): string[] =>
  FIELDS.flatMap(({ subgraph, type, field }) =>
    callers.flatMap(({ name, caller }) => {
      const hub = hubSays(type.name, field, caller);
      // A tier may lack an open field because nothing in it leads there.
      if (hub === 'absent') return [];
      const refused = refuses(type, field, caller);
      if ((hub === 'refused') === refused) return [];
      return [`${subgraph} ${refused ? 'refuses' : 'allows'} ${type.name}.${field}: ${name}, hub ${hub}`];
    }),
  );

describe('hub and subgraph decide alike, for every field', () => {
  it('and there are fields and callers', () => {
    expect(FIELDS.length).toBeGreaterThan(200);
    expect(EVERYONE).toHaveLength(80);
  });

  it('and every capacity', () => {
    expect(disagreements(EVERYONE)).toEqual([]);
  });

  it('and everyone who lacks a case, a fresh sign-in or a scope', () => {
    expect(disagreements(SHORT_OF_SOMETHING)).toEqual([]);
  });

  it('and what a tier’s schema does not hold, though its type is there, the subgraph refuses as well', () => {
    const open = FIELDS.filter(({ type }) => type.name !== 'Query').flatMap(({ type, field }) =>
      EVERYONE.filter(({ caller }) => hasType(caller.tier, type.name))
        .filter(({ caller }) => hubSays(type.name, field, caller) === 'absent')
        .filter(({ caller }) => !refuses(type, field, caller))
        .map(({ name }) => `${type.name}.${field}: ${name}`),
    );
    expect(open).toEqual([]);
  });
});
