import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';

const options = { first: 100, longest: 10_000 };

describe('waiting after failures', () => {
  it('doubles up to the longest wait', () => {
    expect([1, 2, 3, 7, 8, 1000].map((failures) => backoff(failures, options, 1))).toEqual([
      100, 200, 400, 6400, 10_000, 10_000,
    ]);
  });

  it('is at least half of it', () => {
    expect(backoff(3, options, 0)).toBe(200);
  });
});
