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

const REFERENCES = [
  'patient',
  'encounter',
  'organization',
  'provider',
  'insurer',
  'practitioner',
  'performer',
  'requester',
  'results',
];

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : value;

/** The members of a value with the references among them as the ids they are committed by. */
function withIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      REFERENCES.includes(name) ? idOf(inner) : withIds(inner),
    ]),
  );
}

/** The value a record's field commits to: of references to other records, their ids. */
export function committed(name: string, value: unknown): unknown {
  if (!REFERENCES.includes(name)) return withIds(value ?? null);
  return Array.isArray(value) ? value.map(idOf) : idOf(value ?? null);
}

/**
 * Whether a field as it is shown is what a proof discloses of it. Of a report's results only those are shown that the
 * reader may see, in the order of the report.
 */
export function shownIsProven(name: string, value: unknown, proven: unknown): boolean {
  const shown = committed(name, value);
  if (name !== 'results' || !Array.isArray(shown) || !Array.isArray(proven)) return sameValue(shown, proven);
  let at = 0;
  for (const id of proven) if (at < shown.length && sameValue(shown[at], id)) at++;
  return at === shown.length;
}
