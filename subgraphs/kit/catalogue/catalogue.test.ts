import { describe, expect, it } from 'vitest';
import { staff } from './admit.ts';
import { makeCatalogue } from './catalogue.ts';
import { overlap } from './overlap.ts';
import { CATALOGUE } from './policies.ts';
import type { Policy } from './policy.ts';

const made = (change: object): Policy => ({
  id: 'some.thing',
  title: 'A title',
  why: 'A reason',
  resources: [],
  admits: [staff('clinician', ['TREAT'], ['treating'])],
  ...change,
});

describe('the first catalogue', () => {
  it('holds every policy once, in words for people', () => {
    expect(CATALOGUE.policies.map(({ id }) => id).toSorted()).toMatchSnapshot();
    for (const { title, why } of CATALOGUE.policies) {
      expect(title.length).toBeGreaterThan(8);
      expect(why.length).toBeGreaterThan(20);
    }
  });

  it('is this table', () => {
    const rows = CATALOGUE.policies.flatMap(({ id, admits }) =>
      admits.map((admit) =>
        [
          id.padEnd(17),
          [admit.tier, ...admit.roles].join(' · ').padEnd(27),
          (admit.purposes.join(', ') || 'any').padEnd(16),
          admit.relations.join(', '),
          admit.stepUp ? 'step-up' : '',
          ...(admit.never ?? []).map((who) => `never the ${who}`),
        ]
          .join(' | ')
          .replace(/[ |]+$/, ''),
      ),
    );
    expect(rows.join('\n')).toMatchSnapshot();
  });

  it('loses nothing where a content policy is read with its see policy', () => {
    const losses = CATALOGUE.policies.flatMap((content) =>
      content.see === undefined ? [] : overlap(CATALOGUE.get(content.see), content).lost,
    );
    expect(losses).toEqual([]);
  });
});

describe('a catalogue refuses', () => {
  it.each([
    ['an unknown tier', { admits: [{ ...staff('clinician', []), tier: 'wizard' }] }, 'unknown tier wizard'],
    ['a role of another tier', { admits: [{ ...staff('clinician', []), roles: ['auditor'] }] }, 'auditor'],
    ['an unknown purpose', { admits: [{ ...staff('clinician', []), purposes: ['FUN'] }] }, 'purpose FUN'],
    [
      'a purpose that the role never has',
      { admits: [staff('analyst', ['TREAT'])] },
      'no analyst asks for TREAT',
    ],
    ['an unknown relation', { admits: [{ ...staff('clinician', []), relations: ['friend'] }] }, 'friend'],
    ['an unknown exclusion', { admits: [{ ...staff('clinician', []), never: ['me'] }] }, 'exclusion me'],
    [
      'a relation of the public',
      { admits: [{ tier: 'public', roles: [], purposes: [], relations: ['self'] }] },
      'public',
    ],
    ['nobody admitted', { admits: [] }, 'admits nobody'],
    ['no words', { why: '' }, 'title and why'],
    ['an unknown see policy', { see: 'no.such' }, 'unknown see policy no.such'],
    ['an unknown data class', { dataClass: 'gossip' }, 'data class gossip'],
  ])('%s', (_, change, message) => {
    expect(() => makeCatalogue([made(change)])).toThrow(message);
  });

  it('a content policy that nobody with its see policy has, and says what the AND loses', () => {
    const see = made({ id: 'thing.see' });
    const content = made({ id: 'thing.read', see: 'thing.see', admits: [staff('auditor', ['HCOMPL'])] });
    expect(() => makeCatalogue([see, content])).toThrow(
      'thing.read shares no admit with thing.see; the AND loses regulator/auditor/HCOMPL',
    );
  });

  it('two policies of one name, and a name it does not hold', () => {
    expect(() => makeCatalogue([made({}), made({})])).toThrow('one id');
    expect(() => CATALOGUE.get('clinical.reed')).toThrow('Unknown policy clinical.reed');
  });
});
