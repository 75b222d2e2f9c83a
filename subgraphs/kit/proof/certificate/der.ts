import { ensure } from '../refused.ts';

/** Tags of the ASN.1 types that certificates are made of (X.690, 8). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag of a constructed, context-specific element. */
export const context = (number: number): number => 0xa0 | number;

/** Lengths below this are their own encoding (X.690, 8.1.3.4). */
const LONG_LENGTH = 0x80;
const MULTIPLE_BYTE_TAG = 0x1f;

/** One element: all its bytes, and those inside. */
export interface Element {
  readonly tag: number;
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/** Reads the elements of a DER encoding one by one: definite, minimal lengths only. Refused: `BAD_SHAPE`. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  next(): Element {
    const start = this.#at;
    const tag = this.#byte();
    ensure((tag & MULTIPLE_BYTE_TAG) !== MULTIPLE_BYTE_TAG, 'BAD_SHAPE', 'DER: a tag of several bytes');
    const length = this.#length();
    ensure(length <= this.#bytes.length - this.#at, 'BAD_SHAPE', 'DER: an element is cut off');
    const content = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return { tag, whole: this.#bytes.subarray(start, this.#at), content };
  }

  /** The next element, which has this tag. */
  expect(tag: number): Element {
    const element = this.next();
    ensure(element.tag === tag, 'BAD_SHAPE', `DER: tag ${element.tag}, want ${tag}`);
    return element;
  }

  /** The next element if it has this tag; null otherwise. */
  optional(tag: number): Element | null {
    return this.#bytes[this.#at] === tag ? this.next() : null;
  }

  end(): void {
    ensure(this.isAtEnd, 'BAD_SHAPE', 'DER: something follows the last element');
  }

  #length(): number {
    const first = this.#byte();
    if (first < LONG_LENGTH) return first;
    const count = first - LONG_LENGTH;
    ensure(count >= 1 && count <= 3, 'BAD_SHAPE', 'DER: a length that no certificate has');
    let length = 0;
    for (let read = 0; read < count; read++) length = length * 0x100 + this.#byte();
    ensure(
      length >= LONG_LENGTH && length >= 0x100 ** (count - 1),
      'BAD_SHAPE',
      'DER: a length is not minimal',
    );
    return length;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    ensure(byte !== undefined, 'BAD_SHAPE', 'DER: cut off');
    return byte;
  }
}

/** The elements of a SEQUENCE or SET, of one tag each, in order. */
export function elementsOf(content: Uint8Array, tag: number): readonly Element[] {
  const reader = new DerReader(content);
  const elements: Element[] = [];
  while (!reader.isAtEnd) elements.push(reader.expect(tag));
  return elements;
}

/** The only element of some bytes. */
export function only(bytes: Uint8Array, tag: number): Element {
  const reader = new DerReader(bytes);
  const element = reader.expect(tag);
  reader.end();
  return element;
}

/** Content of an INTEGER, minimal (X.690, 8.3.2). */
export function minimalInteger({ content }: Element): Uint8Array {
  const [first, second] = content;
  ensure(first !== undefined, 'BAD_SHAPE', 'DER: an integer without digits');
  const isPadded =
    second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  ensure(!isPadded, 'BAD_SHAPE', 'DER: an integer is not minimal');
  return content;
}

/** Dotted form of an OBJECT IDENTIFIER (X.690, 8.19). */
export function objectIdentifier({ content }: Element): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    ensure(arc !== 0 || byte !== 0x80, 'BAD_SHAPE', 'DER: an arc is not minimal');
    arc = arc * 0x80 + (byte & 0x7f);
    ensure(Number.isSafeInteger(arc), 'BAD_SHAPE', 'DER: an arc is too large');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first] = arcs;
  ensure(
    first !== undefined && (content.at(-1) ?? 0x80) < 0x80,
    'BAD_SHAPE',
    'DER: an identifier is cut off',
  );
  // The first two arcs are written as one: 40 × first + second, first 0..2.
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...arcs.slice(1)].join('.');
}
