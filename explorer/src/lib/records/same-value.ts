/** Whether two JSON values are equal, whatever the order of members. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => sameValue(Reflect.get(left, name), Reflect.get(right, name)))
  );
}

const REFERENCES = ['patient', 'encounter', 'organization', 'provider', 'insurer', 'practitioner'];

/** The value a record's field commits to: of a reference, the other record's id. */
export function committed(name: string, value: unknown): unknown {
  if (!REFERENCES.includes(name) || typeof value !== 'object' || value === null) return value ?? null;
  return Reflect.get(value, 'id');
}
