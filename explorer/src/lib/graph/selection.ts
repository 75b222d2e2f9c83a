/** One field of a query: what is asked, and what is asked of it. */
export interface Selected {
  readonly alias: string | null;
  readonly name: string;
  /** Arguments as they stand in the text, parentheses included; empty without. */
  readonly args: string;
  /** Null for a leaf. */
  readonly below: readonly Selected[] | null;
}

/** An operation of the explorer: no fragments, no directives. */
export interface Operation {
  readonly name: string;
  /** Variable definitions as they stand in the text, for instance `$id: ID!`. */
  readonly variables: readonly string[];
  readonly fields: readonly Selected[];
}

const TOKEN = /\([^)]*\)|[{}]|[A-Za-z_]\w*:?/g;

function readFields(tokens: string[]): Selected[] {
  const fields: Selected[] = [];
  for (let token = tokens.shift(); token !== undefined && token !== '}'; token = tokens.shift()) {
    const alias = token.endsWith(':') ? token.slice(0, -1) : null;
    const name = alias === null ? token : (tokens.shift() ?? '');
    const args = tokens[0]?.startsWith('(') ? (tokens.shift() ?? '') : '';
    const nested = tokens[0] === '{';
    if (nested) tokens.shift();
    fields.push({ alias, name, args, below: nested ? readFields(tokens) : null });
  }
  return fields;
}

/** Reads one of the explorer's own queries. */
export function readOperation(text: string): Operation {
  const start = text.indexOf('{');
  const [, name = '', definitions = ''] =
    /^query\s+(\w+)\s*(?:\(([^)]*)\))?/.exec(text.slice(0, start)) ?? [];
  const tokens = text.slice(start + 1).match(TOKEN) ?? [];
  const variables = definitions.split(/,\s*/).filter((definition) => definition !== '');
  return { name, variables, fields: readFields([...tokens]) };
}

function writeFields(fields: readonly Selected[]): string {
  const written = fields.map(({ alias, name, args, below }) => {
    const asked = alias === null ? name : `${alias}: ${name}`;
    return below === null ? `${asked}${args}` : `${asked}${args} ${writeFields(below)}`;
  });
  return `{ ${written.join(' ')} }`;
}

/** The text of an operation; variables that nothing uses any more are left out, as GraphQL asks. */
export function writeOperation({ name, variables, fields }: Operation): string {
  const body = writeFields(fields);
  const used = variables.filter((definition) => {
    const variable = /\$\w+/.exec(definition)?.[0] ?? '';
    return new RegExp(`\\${variable}\\b`).test(body);
  });
  return `query ${name}${used.length === 0 ? '' : `(${used.join(', ')})`} ${body}`;
}
