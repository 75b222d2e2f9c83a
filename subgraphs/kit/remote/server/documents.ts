import { type DocumentNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { NoFetch } from './read-fetches.ts';

const MOST = 2_000;
/** Characters of documents that are kept. */
const MOST_TEXT = 20_000_000;

/**
 * Parses the documents of the plans that a hub asks again and again. Nothing is validated a second time: a hub plans
 * against the very schema whose digest its context names, and only a hub is listened to.
 */
export function documentReader(): (text: string) => DocumentNode {
  const known = new LRUCache<string, DocumentNode>({ max: MOST, maxSize: MOST_TEXT });
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const document = parsed(text);
    known.set(text, document, { size: text.length + 1 });
    return document;
  };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { noLocation: true });
  } catch {
    throw new NoFetch(400, 'no document');
  }
}
