import { type Data, emptyRecord, isObject, member } from './record.ts';
import type { FieldShape, ObjectShape } from './shape.ts';

/** Stands for a null that its place may not hold: the object around it becomes null instead. */
const MISSING = Symbol('missing');

export interface Completed {
  readonly data: Data | null;
  /** Whether a null had to be passed upwards, because its own place may not be null. */
  readonly passedUp: boolean;
}

class Completion {
  passedUp = false;
  readonly #introspection: Data;

  constructor(introspection: Data) {
    this.#introspection = introspection;
  }

  #absent(required: boolean): null | typeof MISSING {
    if (!required) return null;
    this.passedUp = true;
    return MISSING;
  }

  #list(field: FieldShape, level: number, value: unknown): unknown {
    const required = field.lists[level];
    if (required === undefined) return this.#value(field, value);
    if (!Array.isArray(value)) return this.#absent(required);
    const items = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index++) {
      const item = this.#list(field, level + 1, value[index]);
      if (item === MISSING) return this.#absent(required);
      items[index] = item;
    }
    return items;
  }

  #value(field: FieldShape, value: unknown): unknown {
    if (value === null || value === undefined) return this.#absent(field.required);
    if (field.object !== null) {
      const object = isObject(value) ? this.object(field.object, value) : null;
      return object ?? this.#absent(field.required);
    }
    if (field.values && !(typeof value === 'string' && field.values.getValue(value)))
      return this.#absent(field.required);
    return value;
  }

  /** Null if something in the object is missing that must be there, or its type is not there for this tier. */
  object(shape: ObjectShape, value: Data): Data | null {
    const found = shape.fieldsOf(member(value, '__typename'));
    if (found === null) return null;
    const answer = emptyRecord();
    for (const field of found.fields) {
      const item = this.#field(field, found.name, value);
      if (item === MISSING) return null;
      answer[field.key] = item;
    }
    return answer;
  }

  #field(field: FieldShape, typename: string, value: Data): unknown {
    switch (field.kind) {
      case 'typename':
        return typename;
      case 'introspection':
        return member(this.#introspection, field.key) ?? null;
      case 'refused':
        return this.#absent(field.lists[0] ?? field.required);
      default:
        return this.#list(field, 0, member(value, field.key));
    }
  }
}

/**
 * Makes the answer in the form that was asked for: only keys asked for, in that order, refused ones null, nulls passed
 * upwards as the GraphQL specification says (section 6.4.4).
 */
export function complete(shape: ObjectShape, fetched: Data, introspection: Data): Completed {
  const completion = new Completion(introspection);
  return { data: completion.object(shape, fetched), passedUp: completion.passedUp };
}
