/** Part of an answer while it is put together. Nothing is inherited, so that no name in it can reach a prototype. */
export type Data = Record<string, unknown>;

/**
 * `Object.create(null)` makes a hash table, which takes thrice as long to fill and twice as long to print as an object
 * that was constructed. This one is constructed and inherits from an object that has nothing.
 */
class Bare {
  [key: string]: unknown;
  static {
    Object.setPrototypeOf(Bare.prototype, null);
    Reflect.deleteProperty(Bare.prototype, 'constructor');
    Object.freeze(Bare.prototype);
  }
}

export const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const emptyRecord = (): Data => new Bare();

/** Sets a member whatever it is called: `__proto__` is a name like others in an answer. */
export function setMember(target: Data, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/**
 * A member of an object's own. Asking `Object.hasOwn` about each field of an answer costs as much as all else that is done
 * with it; what an object may inherit besides `__proto__` are functions, and no answer holds one.
 */
export function member(target: Data, key: string): unknown {
  const found = target[key];
  const inherited = typeof found === 'function' || key === '__proto__';
  return inherited && !Object.hasOwn(target, key) ? undefined : found;
}
