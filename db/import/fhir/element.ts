import { Decimal } from '@caretrail/proof';
import { isArray, isObject, type SourceJson, type SourceObject } from '../json/source-json.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { fhirDate, fhirDateTime } from './date-time.ts';
import { decimalText } from './decimal.ts';

/** Element names of a FHIR type. */
export type NameOf<T> = keyof T & string;
/** The type of an element's items, from the R4 types; what is really there is checked at every step. */
export type ItemOf<T, K extends keyof T> =
  NonNullable<T[K]> extends readonly (infer Item)[] ? Item : NonNullable<T[K]>;

/** Longest text of one element; a name, a code or an address line is far below it. */
const TEXT_LIMIT = 32_768;
const LABEL_LIMIT = 256;
/** FHIR integers have 32 bits. */
const INTEGER_LIMIT = 0x7fffffff;

/** Where an element stands; written out only when something is refused. */
interface Place {
  readonly path: string;
}

class Member implements Place {
  readonly #parent: Place;
  readonly #name: string;
  readonly #index: number | null;

  constructor(parent: Place, name: string, index: number | null) {
    this.#parent = parent;
    this.#name = name;
    this.#index = index;
  }

  get path(): string {
    const path = `${this.#parent.path}.${this.#name}`;
    return this.#index === null ? path : `${path}[${this.#index}]`;
  }
}

/**
 * One object of a resource, read element by element. The FHIR type only says which names exist; every value is checked
 * when it is read, and what is absent (or null, or an empty text, which FHIR forbids) is `null`.
 *
 * @throws Refusal WRONG_TYPE, WRONG_CODE, IMPOSSIBLE_DATE, UNSAFE_NUMBER, TOO_LARGE with the path of the element.
 */
export class Element<T> {
  readonly #object: SourceObject;
  readonly #place: Place;
  readonly #root: SourceObject;

  private constructor(object: SourceObject, place: Place, root: SourceObject) {
    this.#object = object;
    this.#place = place;
    this.#root = root;
  }

  /** A whole resource; paths begin with its type. */
  static resource<T>(object: SourceObject, type: string): Element<T> {
    return new Element<T>(object, { path: type }, object);
  }

  /** The resource of this type that the whole resource contains under an id (`#id` in references). */
  contained<C>(id: string, type: string): Element<C> | null {
    const all = Object.hasOwn(this.#root, 'contained') ? (this.#root['contained'] ?? null) : null;
    const found = !isArray(all)
      ? undefined
      : all.find((one) => isObject(one) && one['id'] === id && one['resourceType'] === type);
    return found !== undefined && isObject(found)
      ? new Element<C>(found, { path: 'contained' }, this.#root)
      : null;
  }

  text(name: NameOf<T>): string | null {
    const value = this.#value(name);
    return value === null ? null : this.#text(value, name, TEXT_LIMIT);
  }

  /** A short text, of the kind that tables are sorted and filtered by. */
  label(name: NameOf<T>): string | null {
    const value = this.#value(name);
    return value === null ? null : this.#text(value, name, LABEL_LIMIT);
  }

  /** A text of a value set that FHIR binds as required. */
  code<C extends string>(name: NameOf<T>, codes: readonly C[]): C | null {
    const value = this.text(name);
    if (value === null) return null;
    return codes.find((code) => code === value) ?? this.#refuse('WRONG_CODE', name);
  }

  texts(name: NameOf<T>): string[] {
    const texts: string[] = [];
    for (const item of this.#items(name)) {
      // A primitive list may hold null where `_name` has an extension in its place.
      const text = item === null ? null : this.#text(item, name, TEXT_LIMIT);
      if (text !== null) texts.push(text);
    }
    return texts;
  }

  date(name: NameOf<T>): string | null {
    const value = this.text(name);
    return value === null ? null : (fhirDate(value) ?? this.#refuse('IMPOSSIBLE_DATE', name));
  }

  dateTime(name: NameOf<T>): string | null {
    const value = this.text(name);
    return value === null ? null : (fhirDateTime(value) ?? this.#refuse('IMPOSSIBLE_DATE', name));
  }

  boolean(name: NameOf<T>): boolean | null {
    const value = this.#value(name);
    return value === null || typeof value === 'boolean' ? value : this.#refuse('WRONG_TYPE', name);
  }

  /** A decimal as text with the scale of the source. */
  decimal(name: NameOf<T>): string | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value === 'number') return String(value);
    if (!(value instanceof Decimal)) return this.#refuse('WRONG_TYPE', name);
    return decimalText(value.text) ?? this.#refuse('UNSAFE_NUMBER', name);
  }

  integer(name: NameOf<T>): number | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (value instanceof Decimal) return this.#refuse('UNSAFE_NUMBER', name);
    if (typeof value !== 'number') return this.#refuse('WRONG_TYPE', name);
    return Math.abs(value) <= INTEGER_LIMIT ? value : this.#refuse('UNSAFE_NUMBER', name);
  }

  element<K extends NameOf<T>>(name: K): Element<ItemOf<T, K>> | null {
    const value = this.#value(name);
    return value === null ? null : this.#child(value, name, null);
  }

  elements<K extends NameOf<T>>(name: K): Element<ItemOf<T, K>>[] {
    return this.#items(name).map((item, index) => this.#child(item, name, index));
  }

  #child<Item>(value: SourceJson, name: NameOf<T>, index: number | null): Element<Item> {
    if (!isObject(value)) return this.#refuse('WRONG_TYPE', name);
    return new Element<Item>(value, new Member(this.#place, name, index), this.#root);
  }

  #items(name: NameOf<T>): readonly SourceJson[] {
    const value = this.#value(name);
    if (value === null) return [];
    return isArray(value) ? value : this.#refuse('WRONG_TYPE', name);
  }

  #text(value: SourceJson, name: NameOf<T>, limit: number): string | null {
    if (typeof value !== 'string') return this.#refuse('WRONG_TYPE', name);
    if (value.length > limit) return this.#refuse('TOO_LARGE', name);
    return value === '' ? null : value;
  }

  /** Own members only: a source may call a member `constructor`. */
  #value(name: NameOf<T>): SourceJson {
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? null) : null;
  }

  #refuse(code: RefusalCode, name: NameOf<T>): never {
    throw new Refusal(code, new Member(this.#place, name, null).path);
  }
}
