/** Part of an answer while it is put together. Made without a prototype, so that no name in it can reach one. */
export type Data = Record<string, unknown>;

export const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const emptyRecord = (): Data => Object.create(null);

/** Sets a member whatever it is called: `__proto__` is a name like others in an answer. */
export function setMember(target: Data, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

export const member = (target: Data, key: string): unknown =>
  Object.hasOwn(target, key) ? target[key] : undefined;
