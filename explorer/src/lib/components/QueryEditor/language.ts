import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

const KEYWORDS = /^(?:query|fragment|on|true|false|null)$/;

function token(stream: StringStream, state: { block: boolean }): string | null {
  if (state.block) {
    if (stream.skipTo('"""')) {
      stream.match('"""');
      state.block = false;
    } else stream.skipToEnd();
    return 'string';
  }
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return 'comment';
  if (stream.match('"""')) {
    state.block = true;
    return 'string';
  }
  if (stream.match(/^"(?:\\.|[^"\\])*"?/)) return 'string';
  if (stream.match(/^[$@]\w+/)) return 'variableName';
  if (stream.match(/^-?\d[\d.eE+-]*/)) return 'number';
  const [name] = stream.match(/^[A-Za-z_]\w*/, true) ? [stream.current()] : [];
  if (name !== undefined)
    return KEYWORDS.test(name) ? 'keyword' : /^[A-Z]/.test(name) ? 'typeName' : 'propertyName';
  stream.next();
  return 'punctuation';
}

/** The colours are the theme's own: custom properties reach into the editor's shadow. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-str)' },
  { tag: [tags.number, tags.variableName], color: 'var(--code-num)' },
  { tag: tags.typeName, color: 'var(--code-type)' },
  { tag: tags.propertyName, color: 'var(--text)' },
  { tag: [tags.comment, tags.punctuation], color: 'var(--text-3)' },
]);

export const graphql = [
  StreamLanguage.define<{ block: boolean }>({ name: 'graphql', startState: () => ({ block: false }), token }),
  syntaxHighlighting(colours),
];
