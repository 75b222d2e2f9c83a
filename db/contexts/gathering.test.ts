import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';

/** Runs that end when they are told to. */
function held() {
  const runs: { items: readonly number[]; end: (results: Promise<readonly number[]>) => void }[] = [];
  const use = gathering(
    (items: readonly number[]) =>
      new Promise<readonly number[]>((resolve) => runs.push({ items, end: resolve })),
  );
  const next = (place: number) => expect.poll(() => runs[place]?.items);
  return { runs, use, next };
}

describe('work that is gathered', () => {
  it('begins at once when nothing is under way, and goes together when something is', async () => {
    const { runs, use, next } = held();
    const all = [1, 2, 3].map((item) => use(item));
    expect(runs.map(({ items }) => items)).toEqual([[1]]);
    runs[0]?.end(Promise.resolve([10]));
    await next(1).toEqual([2, 3]);
    runs[1]?.end(Promise.resolve([20, 30]));
    expect(await Promise.all(all)).toEqual([10, 20, 30]);
    const later = use(4);
    expect(runs[2]?.items).toEqual([4]);
    runs[2]?.end(Promise.resolve([40]));
    expect(await later).toBe(40);
  });

  it('fails for those of one run alone, and goes on', async () => {
    const { runs, use, next } = held();
    const [first, second] = [use(1), use(2)];
    runs[0]?.end(Promise.reject(new Error('lost')));
    await expect(first).rejects.toThrow('lost');
    await next(1).toEqual([2]);
    runs[1]?.end(Promise.resolve([20]));
    expect(await second).toBe(20);
  });

  it('fails when a run does not answer for all', async () => {
    await expect(gathering(async () => [])(1)).rejects.toThrow('another number');
  });
});
