/** A value that PostgreSQL takes as a parameter. */
export type Parameter = string | number | boolean | null | readonly string[];

/** A piece of SQL with its parameters; made by `sql` alone, so that no text from outside becomes SQL. */
export class Fragment {
  readonly #strings: readonly string[];
  readonly #parts: readonly (Fragment | Parameter)[];

  constructor(strings: readonly string[], parts: readonly (Fragment | Parameter)[]) {
    this.#strings = strings;
    this.#parts = parts;
  }

  /** The statement with `$1`, `$2` … in the order of its parameters; a value used twice is sent once. */
  render(): Statement {
    const values: Parameter[] = [];
    const text = this.#render(values);
    return { text, values };
  }

  #render(values: Parameter[]): string {
    return this.#strings.reduce((text, next, index) => {
      const part = this.#parts[index - 1];
      if (part instanceof Fragment) return text + part.#render(values) + next;
      return `${text}$${place(values, part ?? null)}${next}`;
    });
  }
}

function place(values: Parameter[], value: Parameter): number {
  const known = values.indexOf(value);
  return known >= 0 ? known + 1 : values.push(value);
}

export interface Statement {
  readonly text: string;
  readonly values: readonly Parameter[];
}

/**
 * SQL as a tagged template; fragments nest.
 *
 * @example sql`select id from patients.patient where id = any(${ids}::uuid[]) and ${visible}`
 */
export const sql = (strings: TemplateStringsArray, ...parts: readonly (Fragment | Parameter)[]): Fragment =>
  new Fragment(strings, parts);

/** Fragments in a row, with SQL between them. */
export function join(
  fragments: readonly Fragment[],
  separator: ' and ' | ' or ' | ', ' | ' union all ',
): Fragment {
  const between = fragments.map((_, index) => (index === 0 ? '' : separator));
  return new Fragment([...between, ''], fragments);
}
