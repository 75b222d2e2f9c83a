import { randomUUID } from 'node:crypto';

/** Hexadecimal digits that the ids of a batch have in common. */
const SHARED = 8;

/**
 * Makes random ids (version 4) that lie near each other: their first 32 bits are drawn once, the other 90 for each. Rows of a batch so come
 * to a few pages of every index that begins with the id, however large it has grown; with ids strewn over the whole of it, each
 * row of an import costs a page to be read, and to be written whole into the log after every checkpoint.
 */
export function neighbouringIds(): () => string {
  const shared = randomUUID().slice(0, SHARED);
  return () => shared + randomUUID().slice(SHARED);
}
