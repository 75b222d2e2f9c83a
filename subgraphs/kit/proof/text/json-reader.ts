import { type Reason, Refused } from '../refused.ts';
import type { JsonOf } from './json-value.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const FOUR_HEX_DIGITS = /^[0-9A-Fa-f]{4}$/;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** What becomes of a number: the value for its source text, or a refusal. */
export type ReadNumber<N> = (text: string) => N;

/**
 * Reads one RFC 8259 text in one pass, stricter than `JSON.parse`: duplicate member names, NUL, lone surrogates and
 * deep nesting are refused, and numbers reach the caller as text before they lose a digit.
 */
export class JsonReader<N> {
  readonly #text: string;
  readonly #number: ReadNumber<N>;
  #at = 0;
  #room: number;

  constructor(text: string, number: ReadNumber<N>, depth: number) {
    this.#text = text;
    this.#number = number;
    this.#room = depth;
  }

  /** The value of the whole text. */
  read(): JsonOf<N> {
    const value = this.#value(this.#space());
    const rest = this.#space();
    if (!Number.isNaN(rest)) this.#refuse('NOT_JSON', 'text after the value');
    return value;
  }

  /** Skips white space; the character code there, NaN at the end. */
  #space(): number {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code > 0x20 || (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09)) return code;
      this.#at++;
    }
  }

  #value(code: number): JsonOf<N> {
    switch (code) {
      case QUOTE:
        return this.#string();
      case OPEN_OBJECT:
        return this.#object();
      case OPEN_ARRAY:
        return this.#array();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      default:
        return this.#numberAt();
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#refuse('NOT_JSON', 'no such word');
    this.#at += word.length;
    return value;
  }

  #numberAt(): N {
    NUMBER.lastIndex = this.#at;
    const [text] = NUMBER.exec(this.#text) ?? [];
    if (text === undefined) this.#refuse('NOT_JSON', 'no value');
    this.#at += text.length;
    return this.#number(text);
  }

  #array(): JsonOf<N> {
    this.#enter();
    const items: JsonOf<N>[] = [];
    this.#at++;
    let code = this.#space();
    if (code === CLOSE_ARRAY) return this.#leave(items);
    for (;;) {
      items.push(this.#value(code));
      code = this.#space();
      if (code === CLOSE_ARRAY) return this.#leave(items);
      if (code !== COMMA) this.#refuse('NOT_JSON', 'want a comma or the end of the array');
      this.#at++;
      code = this.#space();
    }
  }

  #object(): JsonOf<N> {
    this.#enter();
    const members: { [member: string]: JsonOf<N> } = {};
    this.#at++;
    let code = this.#space();
    if (code === CLOSE_OBJECT) return this.#leave(members);
    for (;;) {
      if (code !== QUOTE) this.#refuse('NOT_JSON', 'want a member name');
      const name = this.#string();
      if (Object.hasOwn(members, name)) this.#refuse('DUPLICATE_MEMBER', JSON.stringify(name.slice(0, 40)));
      if (this.#space() !== COLON) this.#refuse('NOT_JSON', 'want a colon');
      this.#at++;
      const value = this.#value(this.#space());
      if (name === '__proto__') define(members, name, value);
      else members[name] = value;
      code = this.#space();
      if (code === CLOSE_OBJECT) return this.#leave(members);
      if (code !== COMMA) this.#refuse('NOT_JSON', 'want a comma or the end of the object');
      this.#at++;
      code = this.#space();
    }
  }

  #enter(): void {
    if (this.#room === 0) this.#refuse('TOO_DEEP', 'arrays and objects nest too deep');
    this.#room--;
  }

  #leave<T>(value: T): T {
    this.#room++;
    this.#at++;
    return value;
  }

  #string(): string {
    const text = this.#text;
    const start = this.#at + 1;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      // Plain characters pass; what needs a second look is a control, a backslash, a surrogate or the end (NaN).
      if (code >= 0x20 && code < 0xd800 && code !== BACKSLASH) continue;
      return this.#longString(start, at);
    }
  }

  /** A string from where it stops being plain: with escapes, or with characters beyond U+D7FF. */
  #longString(start: number, plain: number): string {
    const text = this.#text;
    let [value, from, at] = ['', start, plain];
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (!(code >= 0x20))
        this.#refuse('NOT_JSON', 'a string does not end, or holds a control character', at);
      if (code !== BACKSLASH) {
        at++;
        continue;
      }
      value += text.slice(from, at);
      const letter = text.charAt(at + 1);
      if (letter === 'u') {
        value += this.#codeUnit(at + 2);
        at += 6;
      } else {
        value += ESCAPES.get(letter) ?? this.#refuse('NOT_JSON', 'no such escape', at);
        at += 2;
      }
      from = at;
    }
    value += text.slice(from, at);
    if (value.includes('\0') || !value.isWellFormed())
      this.#refuse('BAD_STRING', 'a string holds NUL or a lone surrogate', start);
    this.#at = at + 1;
    return value;
  }

  #codeUnit(at: number): string {
    const digits = this.#text.slice(at, at + 4);
    if (!FOUR_HEX_DIGITS.test(digits)) this.#refuse('NOT_JSON', 'no such escape', at);
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #refuse(code: Reason, note: string, at = this.#at): never {
    throw new Refused(code, `${note}, at character ${at}`);
  }
}

/** Assigning to `__proto__` would change the object's prototype, not give it a member. */
function define(members: object, name: string, value: unknown): void {
  Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
}
