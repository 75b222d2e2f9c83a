import type { Refusal, Refusals } from '../graph/refusals.ts';

/** A line of JSON, and the refusal behind its null if there is one. */
export interface Line {
  readonly indent: number;
  readonly key: string | null;
  readonly text: string;
  readonly kind: 'mark' | 'string' | 'number' | 'word';
  readonly refusal: Refusal | null;
}

type Path = readonly (string | number)[];

/** Lines shown at most: a page is no place for more. The whole is copied or saved. */
export const MOST_LINES = 4000;

const KINDS: Readonly<Record<string, Line['kind']>> = { string: 'string', number: 'number' };

/** The data of an answer as lines of JSON. */
export function linesOf(data: unknown, refusals: Refusals): readonly Line[] {
  const lines: Line[] = [];
  const put = (
    indent: number,
    key: string | null,
    text: string,
    kind: Line['kind'],
    refusal: Refusal | null = null,
  ) => lines.push({ indent, key, text, kind, refusal });

  function write(value: unknown, path: Path, indent: number, key: string | null, comma: string): void {
    if (lines.length >= MOST_LINES) return;
    if (typeof value !== 'object' || value === null) {
      const refusal = value === null ? refusals.at(path) : null;
      put(indent, key, `${JSON.stringify(value)}${comma}`, KINDS[typeof value] ?? 'word', refusal);
      return;
    }
    const list = Array.isArray(value);
    const inner: [string | number, unknown][] = list ? [...value.entries()] : Object.entries(value);
    if (inner.length === 0) {
      put(indent, key, `${list ? '[]' : '{}'}${comma}`, 'mark');
      return;
    }
    put(indent, key, list ? '[' : '{', 'mark');
    for (const [place, [name, one]] of inner.entries())
      write(
        one,
        [...path, name],
        indent + 1,
        list ? null : String(name),
        place < inner.length - 1 ? ',' : '',
      );
    put(indent, null, `${list ? ']' : '}'}${comma}`, 'mark');
  }

  write(data, [], 0, null, '');
  return lines;
}
