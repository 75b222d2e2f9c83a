import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE = 60_000;
const PAUSE = 100;

/** Does it again until it succeeds: a network's parts find each other by and by. */
export async function eventually<Result>(
  attempt: () => Promise<Result>,
  /** An error that time does not heal. */
  isFinal: (error: unknown) => boolean = () => false,
): Promise<Result> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end || isFinal(error)) throw error;
      await wait(PAUSE);
    }
  }
}

/** Waits until an address answers well. */
export const answering = (url: string): Promise<void> =>
  eventually(async () => {
    const response = await fetch(url);
    await response.text();
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  });
