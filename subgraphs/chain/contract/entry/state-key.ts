import type { Context } from 'fabric-contract-api';
import { Refusal } from '../refusal.ts';

/** What Fabric parts the pieces of a composite key by, and what ends a range of them. */
const RESERVED = ['\u0000', '\u{10ffff}'];

/**
 * The composite key of something that the channel keeps one of for each name. Questions bring their names unread, and the
 * shim has no refusal for one that is no piece of a key.
 */
export function stateKey({ stub }: Context, kind: string, ...names: readonly string[]): string {
  if (names.some((name) => name === '' || RESERVED.some((mark) => name.includes(mark))))
    throw new Refusal('ARGUMENTS', `no ${kind} has such a name`);
  return stub.createCompositeKey(kind, [...names]);
}
