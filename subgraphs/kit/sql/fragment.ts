import { BadInput } from '../errors/bad-input.ts';

/** A value that PostgreSQL takes as a parameter; lists are cast where they are used: `= any(${ids}::uuid[])`. */
export type Parameter = string | number | boolean | null | readonly string[];

type Part = Fragment | Parameter;

/** PostgreSQL's text holds no NUL; what comes with one is a caller's mistake and not a failure of ours. */
function storable(value: Parameter): Parameter {
  const texts = Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text === 'string' && text.includes('\0')))
    throw new BadInput('A text may not contain the character NUL.');
  return value;
}

/** A piece of SQL with its parameters; made by `sql` and `name` alone, so that no text from outside becomes SQL. */
export class Fragment {
  /** SQL around the parameters: one string more than there are values. */
  readonly strings: readonly string[];
  readonly values: readonly Parameter[];

  constructor(texts: readonly string[], parts: readonly Part[]) {
    const strings = [texts[0] ?? ''];
    const values: Parameter[] = [];
    const append = (text: string) => strings.push((strings.pop() ?? '') + text);
    parts.forEach((part, place) => {
      const next = texts[place + 1] ?? '';
      if (part instanceof Fragment) {
        const [head = '', ...tail] = part.strings;
        append(head);
        strings.push(...tail);
        values.push(...part.values);
        append(next);
      } else {
        values.push(storable(part));
        strings.push(next);
      }
    });
    this.strings = strings;
    this.values = values;
  }

  /** As a tagged template's first argument, for the driver. */
  get template(): TemplateStringsArray {
    const strings = [...this.strings];
    return Object.assign(strings, { raw: strings });
  }
}

/**
 * SQL as a tagged template; fragments nest. The text of a statement must depend on its shape alone, never on values:
 * every text is prepared once a role and kept.
 *
 * @example sql`select id from patients.patient where id = any(${ids}::uuid[]) and ${visible}`
 */
export const sql = (strings: TemplateStringsArray, ...parts: readonly Part[]): Fragment =>
  new Fragment(strings, parts);

/** Fragments in a row, with SQL between them. */
export function join(
  fragments: readonly Fragment[],
  separator: ' and ' | ' or ' | ', ' | ' || ' | ' ',
): Fragment {
  const between = fragments.map((_, index) => (index === 0 ? '' : separator));
  return new Fragment([...between, ''], fragments);
}

const NAME = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/;

/** A table or column by its name; names come from the schema in code, and anything odd is refused. */
export function name(identifier: string): Fragment {
  if (!NAME.test(identifier)) throw new Error(`Not a name in SQL: ${identifier}`);
  return new Fragment([identifier], []);
}
