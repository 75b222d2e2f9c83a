import { type Field, type Input, isComposite, type Schema } from './schema.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What the text is inside of, at a place. */
type Frame =
  | { readonly kind: 'selection'; readonly type: string; readonly open: Token }
  | { readonly kind: 'inputs'; readonly inputs: ReadonlyMap<string, Input>; readonly open: Token }
  | { readonly kind: 'variables'; readonly open: Token }
  | { readonly kind: 'list'; readonly open: Token };

/** A name that means something in the schema. */
interface Named {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly description: string | null;
}

/** What is wrong with the text, to be said in the reader's language. */
export type Problem = { readonly from: number; readonly to: number } & (
  | {
      readonly code: 'unknownField' | 'needsSelection' | 'noSelection';
      readonly name: string;
      readonly type: string;
    }
  | { readonly code: 'unknownArgument' | 'unknownVariable'; readonly name: string }
  | { readonly code: 'unclosed' | 'unexpected'; readonly name: string }
);

export interface Variable {
  readonly name: string;
  readonly type: string;
}

/** The text, as far as it goes. */
export interface Scan {
  readonly names: readonly Named[];
  readonly problems: readonly Problem[];
  readonly variables: readonly Variable[];
  /** What is still open at the end, innermost last. */
  readonly frames: readonly Frame[];
  /** The argument or input whose value comes next, if one does. */
  readonly awaiting: Input | null;
}

const ROOTS: Readonly<Record<string, string>> = { query: 'Query', mutation: 'Mutation' };
const NONE: ReadonlyMap<string, Input> = new Map();
const CLOSES: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };

/** Reads a query token by token; tolerant, since it is read while it is typed. */
class Scanner {
  readonly names: Named[] = [];
  readonly problems: Problem[] = [];
  readonly variables: Variable[] = [];
  readonly frames: Frame[] = [];
  readonly #schema: Schema;
  readonly #tokens: readonly Token[];
  readonly #uses: Token[] = [];
  /** Type that the next selection is of: after a field, a fragment's condition, or at the start. */
  #next: string | null = 'Query';
  #field: Field | null = null;
  #input: Input | null = null;

  constructor(text: string, schema: Schema) {
    this.#schema = schema;
    this.#tokens = tokensOf(text);
  }

  scan(): Scan {
    for (const [place, token] of this.#tokens.entries()) this.#read(token, place);
    for (const { open } of this.frames) this.#problem('unclosed', open);
    const known = new Set(this.variables.map(({ name }) => name));
    for (const token of this.#uses)
      if (!known.has(token.text.slice(1))) this.#problem('unknownVariable', token);
    const { names, problems, variables, frames } = this;
    return { names, problems, variables, frames, awaiting: this.#input };
  }

  #text(place: number): string {
    return this.#tokens[place]?.text ?? '';
  }

  #problem(code: 'unclosed' | 'unexpected' | 'unknownArgument' | 'unknownVariable', token: Token): void {
    this.problems.push({ code, name: token.text, from: token.from, to: token.to });
  }

  #read(token: Token, place: number): void {
    const frame = this.frames.at(-1);
    if (token.kind === 'variable' && frame?.kind !== 'variables') this.#uses.push(token);
    if (['{', '(', '['].includes(token.text)) this.#open(token);
    else if (token.text in CLOSES) this.#close(token);
    else if (frame === undefined) this.#document(token, place);
    else if (frame.kind === 'variables') this.#variable(token, place);
    else if (frame.kind === 'selection') this.#selected(token, place, frame.type);
    else if (frame.kind === 'inputs') this.#given(token, place, frame.inputs);
  }

  #open(token: Token): void {
    const frame = this.frames.at(-1);
    if (token.text === '[') this.frames.push({ kind: 'list', open: token });
    else if (token.text === '(' && frame === undefined) this.frames.push({ kind: 'variables', open: token });
    else if (token.text === '(') {
      const args = new Map(this.#field?.args.map((argument) => [argument.name, argument]));
      this.frames.push({ kind: 'inputs', inputs: args, open: token });
    } else if (frame === undefined || frame.kind === 'selection') {
      this.frames.push({ kind: 'selection', type: this.#next ?? '', open: token });
      this.#field = null;
    } else {
      const inputs = this.#schema.get(this.#input?.inner ?? '')?.inputs ?? NONE;
      this.frames.push({ kind: 'inputs', inputs, open: token });
    }
    this.#input = null;
  }

  #close(token: Token): void {
    this.#input = null;
    if (this.frames.at(-1)?.open.text !== CLOSES[token.text]) this.#problem('unexpected', token);
    else if (this.frames.pop()?.kind === 'selection' && this.frames.length === 0) this.#next = 'Query';
  }

  #document({ text }: Token, place: number): void {
    if (text in ROOTS) this.#next = ROOTS[text] ?? null;
    if (this.#text(place - 1) === 'on') this.#next = text;
  }

  #variable(token: Token, place: number): void {
    if (token.kind !== 'variable' || this.#text(place + 1) !== ':') return;
    let type = '';
    for (let at = place + 2; /^[[\]!A-Za-z_]/.test(this.#text(at)); at++) type += this.#text(at);
    this.variables.push({ name: token.text.slice(1), type });
  }

  #selected(token: Token, place: number, type: string): void {
    if (token.kind !== 'name' || this.#text(place + 1) === ':') return;
    const before = this.#text(place - 1);
    if (before === '...') return;
    if (before === 'on') {
      this.#next = token.text;
      return;
    }
    const known = this.#schema.get(type);
    const field = known?.fields.get(token.text);
    this.#field = field ?? null;
    this.#next = field?.inner ?? null;
    if (field === undefined) {
      if (known !== undefined && !token.text.startsWith('__'))
        this.problems.push({ code: 'unknownField', name: token.text, type, from: token.from, to: token.to });
      return;
    }
    this.names.push({
      ...{ from: token.from, to: token.to, description: field.description },
      label: `${type}.${field.name}: ${field.type}`,
    });
    this.#leafOrNot(token, place, field);
  }

  /** A leaf has no selection, anything else must have one. */
  #leafOrNot({ text: name, from, to }: Token, place: number, field: Field): void {
    let after = place + 1;
    for (let depth = 0; after < this.#tokens.length; after++) {
      depth += this.#text(after) === '(' ? 1 : this.#text(after) === ')' ? -1 : 0;
      if (depth === 0 && this.#text(after) !== ')') break;
    }
    const selects = this.#text(after) === '{';
    const composite = isComposite(this.#schema.get(field.inner));
    if (composite === selects) return;
    this.problems.push({
      code: composite ? 'needsSelection' : 'noSelection',
      name,
      type: field.type,
      from,
      to,
    });
  }

  #given(token: Token, place: number, inputs: ReadonlyMap<string, Input>): void {
    if (token.text === ':') return;
    if (token.kind !== 'name' || this.#text(place + 1) !== ':') {
      this.#input = null;
      return;
    }
    const input = inputs.get(token.text);
    this.#input = input ?? null;
    if (input === undefined) this.#problem('unknownArgument', token);
    else {
      const { description, name, type } = input;
      this.names.push({ from: token.from, to: token.to, description, label: `${name}: ${type}` });
    }
  }
}

/** What the names of a query are in a schema, and what is wrong with it. */
export const scan = (text: string, schema: Schema): Scan => new Scanner(text, schema).scan();
