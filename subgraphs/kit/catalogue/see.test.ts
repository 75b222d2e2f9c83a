import { describe, expect, it } from 'vitest';
import { purposesOf, rolesOf } from './overlap.ts';
import { CATALOGUE } from './policies.ts';
import { type Admit, DATA_CLASSES, type Policy, RELATIONS } from './policy.ts';

/** Who passes an admit, and on what terms: relations and purposes that it leaves open are written out as all of them. */
function* terms(admit: Admit): Iterable<string> {
  for (const role of rolesOf(admit))
    for (const purpose of purposesOf(admit))
      for (const relation of admit.relations.length > 0 ? admit.relations : [...RELATIONS, 'none'])
        yield [admit.tier, role, purpose, relation].join('/');
}

/** Everyone whom a policy admits. `fresh`: with a sign-in just made. */
const admitted = (policy: Policy, fresh: boolean): ReadonlySet<string> =>
  new Set(
    policy.admits.filter((admit) => fresh || admit.stepUp !== true).flatMap((admit) => [...terms(admit)]),
  );

const PAIRS = CATALOGUE.policies.flatMap((content) =>
  content.see === undefined ? [] : [[content.id, content.see, content, CATALOGUE.get(content.see)] as const],
);

describe('a see policy admits everyone whom its content policy admits', () => {
  it('and there are content policies', () => {
    expect(PAIRS.map(([id]) => id)).toEqual(['person.identify', 'clinical.read', 'claim.read']);
  });

  it.each(PAIRS)('%s is within %s: tier, role, purpose and relation', (_, __, content, see) => {
    for (const fresh of [true, false])
      expect([...admitted(content, fresh)].filter((one) => !admitted(see, fresh).has(one))).toEqual([]);
  });

  it.each(PAIRS)('%s leaves nobody out whom %s takes in, and the other way round', (_, __, content, see) => {
    // Where nobody is left out of the see policy, the content policy alone says who is.
    expect(see.admits.flatMap(({ never = [] }) => never)).toEqual([]);
    expect(see.resources).toEqual(expect.arrayContaining([...content.resources]));
  });

  it.each(PAIRS)('%s: a permit of its class opens %s too', (_, __, content, see) => {
    const consented = content.admits.some(({ relations }) => relations.includes('consented'));
    if (!consented || content.dataClass === undefined) return;
    const opened = content.permittedBy ?? [content.dataClass];
    expect(see.permittedBy ?? [see.dataClass]).toEqual(expect.arrayContaining([...opened]));
  });

  it('a permit of whatever class lets the person be seen: else nothing under it could be reached', () => {
    expect(CATALOGUE.get('person.see').permittedBy).toEqual(DATA_CLASSES);
  });
});
