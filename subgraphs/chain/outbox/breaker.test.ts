import { describe, expect, it } from 'vitest';
import { Breaker, BreakerOpen, type Outcome, type Sign } from './breaker.ts';

const fail = () => Promise.reject(new Error('down'));
const succeed = () => Promise.resolve('up');
const judge = (outcome: Outcome<unknown>): Sign => ('result' in outcome ? 'well' : 'failing');

/** A breaker under a clock that the test sets; its rests are as long as they can be. */
function place(failures: number) {
  const clock = { now: 0 };
  const rest = { first: 1000, longest: 3000 };
  const breaker = new Breaker({ failures, rest, now: () => clock.now, random: () => 1 });
  return { breaker, clock };
}

async function failed(breaker: Breaker, times: number) {
  for (let time = 0; time < times; time++) await expect(breaker.run(fail, judge)).rejects.toThrow('down');
}

describe('the breaker', () => {
  it('opens after failures in a row and lets one try after the rest', async () => {
    const { breaker, clock } = place(3);
    await failed(breaker, 3);
    expect(breaker.state).toBe('open');
    await expect(breaker.run(succeed, judge)).rejects.toThrow(BreakerOpen);
    clock.now = 1000;
    expect(breaker.state).toBe('half-open');
    let release = (_: string) => {};
    const trial = breaker.run(() => new Promise<string>((resolve) => (release = resolve)), judge);
    await expect(breaker.run(succeed, judge)).rejects.toThrow(BreakerOpen);
    release('up');
    expect(await trial).toBe('up');
    expect(breaker.state).toBe('closed');
    expect(await breaker.run(succeed, judge)).toBe('up');
  });

  it('stays closed while calls succeed in between', async () => {
    const { breaker } = place(3);
    await failed(breaker, 2);
    await breaker.run(succeed, judge);
    await failed(breaker, 2);
    expect(breaker.state).toBe('closed');
  });

  it('rests longer after each try that fails, up to the longest, and says how long', async () => {
    const { breaker, clock } = place(2);
    await failed(breaker, 2);
    const rests: number[] = [];
    for (let round = 0; round < 4; round++) {
      const refused = await breaker.run(succeed, judge).catch((error: unknown) => error);
      const remaining = refused instanceof BreakerOpen ? refused.remaining : -1;
      rests.push(remaining);
      clock.now += remaining;
      await failed(breaker, 1);
    }
    expect(rests).toEqual([1000, 2000, 3000, 3000]);
    expect(breaker.openings).toBe(5);
  });

  it('takes calls that were under way when it opened for no new failures', async () => {
    const { breaker, clock } = place(2);
    await Promise.all([failed(breaker, 1), failed(breaker, 1), failed(breaker, 1), failed(breaker, 1)]);
    expect(breaker.openings).toBe(1);
    clock.now = 1000;
    expect(breaker.state).toBe('half-open');
  });

  it('leaves a try that says nothing to the next one', async () => {
    const { breaker, clock } = place(1);
    await failed(breaker, 1);
    clock.now = 1000;
    await breaker.run(succeed, () => 'nothing');
    expect(breaker.state).toBe('half-open');
    await breaker.run(succeed, judge);
    expect(breaker.state).toBe('closed');
  });
});
