import { describe, expect, it } from 'vitest';
import { disagreement } from './disagreement.ts';

const truth = {
  people: [
    { id: 'a', visits: { total: 2 } },
    { id: 'b', visits: null },
  ],
};
const error = (code: string, path: (string | number)[], message = 'A part does not answer.') => ({
  errors: [{ message, path, extensions: { code } }],
});

describe('an answer while parts are down', () => {
  it('is right when all of it is', () => {
    expect(disagreement({ data: truth }, truth)).toBeNull();
  });

  it('may leave out what an error speaks of, and nothing else', () => {
    const data = {
      people: [
        { id: 'a', visits: null },
        { id: 'b', visits: null },
      ],
    };
    expect(disagreement({ data, ...error('UNAVAILABLE', ['people', 0, 'visits']) }, truth)).toBeNull();
    expect(disagreement({ data, ...error('TIMEOUT', ['people', 0, 'visits', 'total']) }, truth)).toBeNull();
    expect(disagreement({ data, ...error('UNAVAILABLE', ['people', 1, 'visits']) }, truth)).toBe(
      'people.0.visits is null without a reason',
    );
    expect(disagreement({ data }, truth)).toBe('people.0.visits is null without a reason');
    expect(disagreement({ data: null, ...error('UNAVAILABLE', []) }, truth)).toBeNull();
    expect(disagreement(error('UNAVAILABLE', []), truth)).toBeNull();
    expect(disagreement({}, truth)).toBe('no data and no error');
  });

  it.each([
    [
      'another value',
      {
        people: [
          { id: 'a', visits: { total: 1 } },
          { id: 'b', visits: null },
        ],
      },
    ],
    ['a row less', { people: [{ id: 'a', visits: { total: 2 } }] }],
    ['something where nothing is', { people: [truth.people[0], { id: 'b', visits: { total: 0 } }] }],
    ['rows in another order', { people: truth.people.toReversed() }],
  ])('is wrong with %s, whatever errors say', (_, data) => {
    expect(disagreement({ data, ...error('UNAVAILABLE', ['elsewhere']) }, truth)).not.toBeNull();
  });

  it('is wrong when its error is no passing one, or tells what is inside', () => {
    expect(disagreement({ data: null, ...error('FORBIDDEN_ROLE', ['people']) }, truth)).toContain(
      'FORBIDDEN_ROLE',
    );
    expect(disagreement({ data: null, ...error('INTERNAL', ['people']) }, truth)).toContain('INTERNAL');
    const leak = error('UNAVAILABLE', ['people'], 'connect ECONNREFUSED 127.0.0.1:5432');
    expect(disagreement({ data: null, ...leak }, truth)).toContain('inside');
  });
});
