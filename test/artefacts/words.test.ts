import { describe, expect, it } from 'vitest';
import { words as english } from '../../explorer/src/lib/words/en/index.ts';
import { words as chinese } from '../../explorer/src/lib/words/zh/index.ts';
import { DENIAL_CODES, FAILURE_CODES } from '../../subgraphs/kit/errors/codes.ts';

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('in %s', (_language, { states }) => {
  it('every code of the hub has words', () => {
    expect(FAILURE_CODES.filter((code) => !Object.hasOwn(states.hub, code))).toEqual([]);
    expect(DENIAL_CODES.filter((code) => !Object.hasOwn(states.denial, code))).toEqual([]);
    expect(DENIAL_CODES.filter((code) => !Object.hasOwn(states.chip, code))).toEqual([]);
  });
});
