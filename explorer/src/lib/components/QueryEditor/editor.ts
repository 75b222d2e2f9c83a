import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { suggestions } from '#lib/query/complete.ts';
import { type Problem, scan } from '#lib/query/scan.ts';
import type { Schema } from '#lib/query/schema.ts';
import { appearance } from './appearance.ts';
import { graphql } from './language.ts';

interface Options {
  readonly text: string;
  readonly label: string;
  /** Null until the schema has come: the editor works without it. */
  readonly schema: () => Schema | null;
  readonly say: (problem: Problem) => string;
  readonly onchange: (text: string) => void;
  readonly onrun: () => void;
}

const KINDS = {
  field: 'property',
  argument: 'variable',
  value: 'enum',
  variable: 'constant',
  keyword: 'keyword',
};

function complete(context: CompletionContext, schema: Schema) {
  const word = context.matchBefore(/\$?\w*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const found = suggestions(context.state.sliceDoc(0, word.from), schema);
  return {
    from: word.from,
    options: found.map(({ label, detail, info, kind }) => ({
      ...{ label, detail, type: KINDS[kind] },
      ...(info !== null && { info }),
    })),
    validFor: /^\$?\w*$/,
  };
}

function docsAt(view: EditorView, position: number, schema: Schema) {
  const named = scan(view.state.doc.toString(), schema).names.find(
    ({ from, to }) => from <= position && position <= to,
  );
  if (named === undefined) return null;
  return {
    pos: named.from,
    end: named.to,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'docs';
      const head = document.createElement('code');
      head.textContent = named.label;
      dom.append(head);
      if (named.description !== null) {
        const text = document.createElement('p');
        text.textContent = named.description;
        dom.append(text);
      }
      return { dom };
    },
  };
}

/** The query editor inside a shadow root: there its styles are adopted sheets, which the security policy allows. */
export function createEditor(parent: HTMLElement, options: Options): EditorView {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  const diagnose = ({ state }: EditorView): Diagnostic[] => {
    const schema = options.schema();
    if (schema === null || state.doc.toString().trim() === '') return [];
    return scan(state.doc.toString(), schema).problems.map((problem) => ({
      ...{ from: problem.from, to: problem.to, severity: 'error' },
      message: options.say(problem),
    }));
  };
  const state = EditorState.create({
    doc: options.text,
    extensions: [
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            options.onrun();
            return true;
          },
        },
        // Tab goes on to the next control: the editor is no trap (WCAG 2.1.2).
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      bracketMatching(),
      closeBrackets(),
      indentUnit.of('  '),
      graphql,
      autocompletion({
        override: [
          (context) => {
            const schema = options.schema();
            return schema === null ? null : complete(context, schema);
          },
        ],
      }),
      linter(diagnose, { delay: 400 }),
      hoverTooltip((view, position) => {
        const schema = options.schema();
        return schema === null ? null : docsAt(view, position, schema);
      }),
      appearance,
      EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0', spellcheck: 'false' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) options.onchange(update.state.doc.toString());
      }),
    ],
  });
  return new EditorView({ state, parent: root, root });
}
