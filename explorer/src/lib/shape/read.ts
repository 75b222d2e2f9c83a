import { type Cursor, member, type Read, ShapeError } from './cursor.ts';

export const text: Read<string> = (at) => {
  if (typeof at.value !== 'string') throw new ShapeError(at, 'text');
  return at.value;
};

export const whole: Read<number> = (at) => {
  if (typeof at.value !== 'number' || !Number.isInteger(at.value)) throw new ShapeError(at, 'integer');
  return at.value;
};

export const flag: Read<boolean> = (at) => {
  if (typeof at.value !== 'boolean') throw new ShapeError(at, 'boolean');
  return at.value;
};

/** Any JSON value, for what is shown or handed on as it is. */
export const json: Read<unknown> = (at) => at.value ?? null;

/** One of the given words; an unknown one is refused, so that no state is drawn that has no words. */
export const oneOf =
  <const T extends string>(words: readonly T[]): Read<T> =>
  (at) => {
    const found = words.find((word) => word === at.value);
    if (found === undefined) throw new ShapeError(at, words.join(' or '));
    return found;
  };

export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (at) =>
    at.value === null || at.value === undefined ? null : read(at);

export const list =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (at) => {
    if (!Array.isArray(at.value)) throw new ShapeError(at, 'list');
    return at.value.map((value: unknown, index) =>
      read({ value, path: [...at.path, index], refusals: at.refusals }),
    );
  };

/** A list that is empty where the answer has null. */
export const listOrNone =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (at) =>
    orNull(list(read))(at) ?? [];

type Shape<T> = { readonly [Name in keyof T]: Read<T[Name]> };

function isObject(at: Cursor): boolean {
  return typeof at.value === 'object' && at.value !== null && !Array.isArray(at.value);
}

/** An object whose members are read by name. */
export function object<T extends object>(shape: Shape<T>): Read<T> {
  return (at) => {
    if (!isObject(at)) throw new ShapeError(at, 'object');
    const result: Partial<T> = {};
    for (const name in shape) result[name] = shape[name](member(at, name));
    return complete(result, shape);
  };
}

function complete<T extends object>(value: Partial<T>, shape: Shape<T>): T {
  const has = (candidate: Partial<T>): candidate is T =>
    Object.keys(shape).every((name) => name in candidate);
  if (!has(value)) throw new TypeError('A member was not read');
  return value;
}
