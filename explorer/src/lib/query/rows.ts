import type { Refusal, Refusals } from '../graph/refusals.ts';

interface Cell {
  readonly text: string | null;
  readonly refusal: Refusal | null;
}

/** An answer as a table: the first list in it, a row an element; without a list, one row. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, Cell>[];
}

type Path = readonly (string | number)[];

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first list of objects, breadth first: a connection's nodes before what they hold. */
function listIn(data: unknown): { readonly list: readonly unknown[]; readonly path: Path } | null {
  const waiting: { value: unknown; path: Path }[] = [{ value: data, path: [] }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { value, path } = next;
    if (Array.isArray(value) && value.some(isObject)) return { list: value, path };
    if (isObject(value))
      for (const [name, inner] of Object.entries(value))
        waiting.push({ value: inner, path: [...path, name] });
  }
  return null;
}

/** Leaves by the path below the row; lists inside a row are counted or joined. */
function cellsOf(
  value: unknown,
  path: Path,
  refusals: Refusals,
  name: string,
  into: Map<string, Cell>,
): void {
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value))
      cellsOf(inner, [...path, key], refusals, name === '' ? key : `${name}.${key}`, into);
    return;
  }
  const refusal = value === null ? refusals.at(path) : null;
  const text = Array.isArray(value)
    ? value.some(isObject)
      ? `[${value.length}]`
      : value.join(', ')
    : value === null || value === undefined
      ? null
      : String(value);
  into.set(name.replace(/^node\./, ''), { text, refusal });
}

export function tableOf(data: unknown, refusals: Refusals): Table {
  const found = listIn(data) ?? { list: [data], path: null };
  const rows = found.list.map((value, index) => {
    const cells = new Map<string, Cell>();
    cellsOf(value, found.path === null ? [] : [...found.path, index], refusals, '', cells);
    return cells;
  });
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].filter((name) => name !== '');
  return { columns, rows };
}
