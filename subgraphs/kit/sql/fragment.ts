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

/** Text between parameters, one more than there are of these. */
interface Flat {
  readonly strings: readonly string[];
  readonly values: readonly Parameter[];
}

/**
 * A piece of SQL with its parameters; made by `sql` and `name` alone, so that no text from outside becomes SQL. Pieces
 * are put into pieces as they are and laid flat once, when the whole is sent: the cost is that of its text.
 */
export class Fragment {
  readonly #texts: readonly string[];
  readonly #parts: readonly Part[];
  #flat: Flat | undefined;

  constructor(texts: readonly string[], parts: readonly Part[]) {
    this.#texts = texts;
    this.#parts = parts.map((part) => (part instanceof Fragment ? part : storable(part)));
  }

  get strings(): readonly string[] {
    return this.#flatten().strings;
  }

  get values(): readonly Parameter[] {
    return this.#flatten().values;
  }

  /** The fragment as a tagged template's first argument, for the driver. */
  get template(): TemplateStringsArray {
    const strings = [...this.strings];
    return Object.assign(strings, { raw: strings });
  }

  #flatten(): Flat {
    if (this.#flat !== undefined) return this.#flat;
    const strings: string[] = [];
    const values: Parameter[] = [];
    let text = '';
    const lay = (fragment: Fragment) => {
      const parts = fragment.#parts;
      text += fragment.#texts[0] ?? '';
      for (let place = 0; place < parts.length; place++) {
        const part = parts[place] ?? null;
        if (part instanceof Fragment) lay(part);
        else {
          strings.push(text);
          values.push(part);
          text = '';
        }
        text += fragment.#texts[place + 1] ?? '';
      }
    };
    lay(this);
    strings.push(text);
    this.#flat = { strings, values };
    return this.#flat;
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
