import { u16 } from '../bytes/bytes.ts';
import { VERSION_DOMAIN } from '../hash/domain.ts';
import { hash } from '../hash/hash.ts';
import { utf8 } from '../text/utf8.ts';

/**
 * Hash of a record version: the entry that logs hold, and the name that other versions know it by.
 * @param root root of the record tree over all `leafCount` leaf hashes
 */
export function versionHash(
  type: string,
  schema: number,
  leafCount: number,
  root: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const name = utf8(type);
  return hash(VERSION_DOMAIN, u16(name.length), name, u16(schema), u16(leafCount), root);
}
