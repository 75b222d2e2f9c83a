/** A change to one place of a JSON value: its removal, or another value there. */
export interface Patch {
  readonly at: readonly (string | number)[];
  readonly remove?: boolean;
  readonly value?: unknown;
}

/** A copy of a JSON value with changes made to it, one after the other. */
export function patched<T>(value: T, patches: readonly Patch[]): T {
  const copy = structuredClone(value);
  for (const { at, remove = false, value: replacement } of patches) {
    const key = at.at(-1);
    if (key === undefined) throw new Error('a patch of the whole value');
    const holder = at.slice(0, -1).reduce((inside, step) => Reflect.get(inside, step), Object(copy));
    if (!remove) Reflect.set(holder, key, replacement);
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  }
  return copy;
}
