import { describe, expect, it } from 'vitest';
import { Breaker, BreakerOpen } from './breaker.ts';

const fail = () => Promise.reject(new Error('down'));
const succeed = () => Promise.resolve('up');

async function failed(breaker: Breaker, times: number) {
  for (let time = 0; time < times; time++) await expect(breaker.run(fail)).rejects.toThrow('down');
}

describe('the breaker', () => {
  it('opens after failures in a row and lets one try after the rest', async () => {
    let now = 0;
    const breaker = new Breaker({ failures: 3, rest: 1000, now: () => now });
    await failed(breaker, 3);
    await expect(breaker.run(succeed)).rejects.toThrow(BreakerOpen);
    now = 1000;
    let release = (_: string) => {};
    const trial = breaker.run(() => new Promise<string>((resolve) => (release = resolve)));
    await expect(breaker.run(succeed)).rejects.toThrow(BreakerOpen);
    release('up');
    expect(await trial).toBe('up');
    expect(await breaker.run(succeed)).toBe('up');
  });

  it('stays closed while calls succeed in between', async () => {
    const breaker = new Breaker({ failures: 3, rest: 1000, now: () => 0 });
    await failed(breaker, 2);
    await breaker.run(succeed);
    await failed(breaker, 2);
    expect(breaker.isOpen).toBe(false);
  });

  it('opens again at once when the trial fails', async () => {
    let now = 0;
    const breaker = new Breaker({ failures: 2, rest: 1000, now: () => now });
    await failed(breaker, 2);
    now = 1000;
    await failed(breaker, 1);
    expect(breaker.isOpen).toBe(true);
  });
});
