/** Most items of one run. */
const MOST = 500;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Work of which only one run is under way: what comes meanwhile goes together into the next. An item that comes alone
 * does not wait, and the busier it gets the more go at once.
 *
 * @param run - answers a result for each item, in their order; if it rejects, each of its items does
 */
export function gathering<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST);
      try {
        const results = await run(together.map(({ item }) => item));
        if (results.length !== together.length) throw new Error('A run answered another number of results');
        for (const [place, { resolve }] of together.entries()) resolve(results[place] as Result);
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void work();
    });
}
