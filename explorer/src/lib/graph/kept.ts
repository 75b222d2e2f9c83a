import type { Reply } from './reply.ts';

/** Enough for a walk through a few pages and back. */
const MOST = 60;

interface Kept {
  readonly reply: Reply;
  /** Unix milliseconds at which it was answered. */
  readonly at: number;
}

/** Replies kept so that going back shows a page at once, scrolled to where it was. */
interface Shelf {
  find(key: string): Kept | undefined;
  keep(key: string, reply: Reply): void;
}

const kept = new Map<string, Kept>();
let owner: string | null = null;

const shelf: Shelf = {
  find: (key) => kept.get(key),
  keep(key, reply) {
    kept.delete(key);
    kept.set(key, { reply, at: Date.now() });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  },
};

/**
 * The replies of one capacity (reader, purpose and case), in memory alone: they go with the page, and as soon as
 * somebody else asks, or the same reader for another purpose.
 */
export function shelfOf(asking: string): Shelf {
  if (asking !== owner) kept.clear();
  owner = asking;
  return shelf;
}
