/** Questions to begin with; each is cut to what the reader's tier has. */
export const SAMPLES = [
  {
    name: 'claims',
    text: 'query Claims($first: Int) { claims(first: $first) { totalCount nodes { id state month total { value currency } paid { value currency } patient { pseudonym name { family } } trace { anchor } } } }',
    variables: '{ "first": 5 }',
  },
  {
    name: 'people',
    text: 'query People($first: Int) { patients(first: $first) { totalCount nodes { id pseudonym ageBand sex name { given family } encounters(first: 2) { nodes { month class } } } } }',
    variables: '{ "first": 5 }',
  },
  {
    name: 'blocks',
    text: 'query Blocks($first: Int) { blocks(first: $first) { totalCount nodes { number time hash transactionCount } } }',
    variables: '{ "first": 5 }',
  },
] as const;

/** One field a line, two spaces a level. */
export function laidOut(text: string): string {
  let depth = 0;
  const tokens = text.match(/\([^)]*\)|[{}]|[^\s{}()]+/g) ?? [];
  let out = '';
  for (const token of tokens) {
    if (token === '}') depth--;
    const breaks = token === '}' || (depth > 0 && token !== '{' && !token.startsWith('('));
    out += breaks
      ? `\n${'  '.repeat(depth)}${token}`
      : token === '{'
        ? out === ''
          ? '{'
          : ' {'
        : out === '' || token.startsWith('(')
          ? token
          : ` ${token}`;
    if (token === '{') depth++;
  }
  return `${out}\n`;
}
