import { ensure } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import { fromUtf8 } from '../text/utf8.ts';
import { DerReader, type Element, elementsOf, objectIdentifier, only, TAG } from './der.ts';

/** One attribute of a distinguished name. */
interface NameAttribute {
  /** Dotted object identifier. */
  readonly type: string;
  /** Null for string types that certificates of Fabric do not use, and for what is not UTF-8. */
  readonly text: string | null;
  readonly bytes: Uint8Array;
}

const STRING_TAGS: readonly number[] = [TAG.utf8String, TAG.printableString, TAG.ia5String];

/** A distinguished name: a sequence of sets of attributes, of which nearly all hold one. */
export type Name = readonly (readonly NameAttribute[])[];

/** Reads a Name (RFC 5280, 4.1.2.4). Refused: `BAD_SHAPE`. */
export function parseName(name: Uint8Array): Name {
  const sets = elementsOf(only(name, TAG.sequence).content, TAG.set);
  return sets.map(({ content }) => elementsOf(content, TAG.sequence).map(attribute));
}

function attribute({ content }: Element): NameAttribute {
  const reader = new DerReader(content);
  const type = objectIdentifier(reader.expect(TAG.objectIdentifier));
  const value = reader.next();
  reader.end();
  return { type, text: STRING_TAGS.includes(value.tag) ? fromUtf8(value.content) : null, bytes: value.whole };
}

const ORGANIZATIONAL_UNIT = '2.5.4.11';

/**
 * Organizational units of a name. Refused (`BAD_SHAPE`) if one cannot be read: a second role must not hide in it.
 */
export function organizationalUnits(name: Name): readonly string[] {
  return name
    .flat()
    .filter(({ type }) => type === ORGANIZATIONAL_UNIT)
    .map(({ text }) => {
      ensure(text !== null, 'BAD_SHAPE', 'an organizational unit cannot be read');
      return text;
    });
}

/** Short names that RFC 4514, section 3, lists. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  [ORGANIZATIONAL_UNIT, 'OU'],
  ['2.5.4.6', 'C'],
  ['2.5.4.9', 'STREET'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
]);

/** A name for people to read, as RFC 4514 writes it: the most specific attribute first. */
export function nameText(name: Name): string {
  return name
    .map((set) => set.map(attributeText).join('+'))
    .reverse()
    .join(',');
}

function attributeText({ type, text, bytes }: NameAttribute): string {
  const value = text === null ? `#${toHex(bytes)}` : escaped(text);
  return `${SHORT_NAMES.get(type) ?? type}=${value}`;
}

/** RFC 4514, 2.4. */
function escaped(text: string): string {
  return text
    .replace(/["+,;<>\\]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}
