/** What a statement takes as a parameter; lists are cast where they are used: `= any(${ids}::uuid[])`. */
export type Parameter = string | number | boolean | Date | Uint8Array | null | readonly string[];

/** A piece of SQL and its parameters. Made by {@link fragment} of the program's own text, never of a caller's. */
export class Fragment {
  readonly texts: readonly string[];
  readonly parameters: readonly Parameter[];

  constructor(texts: readonly string[], parameters: readonly Parameter[]) {
    this.texts = texts;
    this.parameters = parameters;
  }
}

/**
 * Part of a statement, for conditions and orders that vary: `` fragment`and month >= ${from}` ``. The set of texts
 * must be small and fixed: each is planned and kept on every connection.
 */
export function fragment(strings: readonly string[], ...values: readonly (Parameter | Fragment)[]): Fragment {
  const texts = [strings[0] ?? ''];
  const parameters: Parameter[] = [];
  const extend = (text: string) => texts.push((texts.pop() ?? '') + text);
  for (const [place, value] of values.entries()) {
    if (value instanceof Fragment) {
      const [head = '', ...rest] = value.texts;
      extend(head);
      texts.push(...rest);
      parameters.push(...value.parameters);
      extend(strings[place + 1] ?? '');
    } else {
      parameters.push(value);
      texts.push(strings[place + 1] ?? '');
    }
  }
  return new Fragment(texts, parameters);
}

/** The text that PostgreSQL gets, with numbered places for the parameters. */
export const numbered = ({ texts }: Fragment): string =>
  texts.reduce((text, part, place) => `${text}$${place}${part}`);
