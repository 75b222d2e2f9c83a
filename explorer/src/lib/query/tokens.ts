/** A piece of a query's text. */
export interface Token {
  readonly kind: 'name' | 'variable' | 'directive' | 'value' | 'mark';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const PATTERN =
  /#[^\n]*|"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|\$\w*|@\w*|[A-Za-z_]\w*|-?\d[\d.eE+-]*|\.\.\.|[{}()[\]:=!|&]/g;

function kindOf(text: string): Token['kind'] {
  if (/^[A-Za-z_]/.test(text)) return 'name';
  if (text.startsWith('$')) return 'variable';
  if (text.startsWith('@')) return 'directive';
  return /^["\d-]/.test(text) ? 'value' : 'mark';
}

/** The tokens of GraphQL text (October 2021, 2.1) without comments; what is none is passed over. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(PATTERN)].flatMap(({ 0: found, index }) =>
    found.startsWith('#')
      ? []
      : [{ kind: kindOf(found), text: found, from: index, to: index + found.length }],
  );
}
