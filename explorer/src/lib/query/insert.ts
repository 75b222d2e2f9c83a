import { laidOut } from './samples.ts';
import { type Field, type Input, isComposite, type Schema } from './schema.ts';

/** A field of a type. */
interface Placed {
  readonly type: string;
  readonly field: Field;
}

/** How deep a selection goes that is made up: a connection, its nodes, their id. */
const DEEPEST = 3;

/** What is selected of a type unless told: its id, else the nodes of a connection, else its first leaf. */
function within(inner: string, schema: Schema, depth: number): string {
  const type = schema.get(inner);
  if (!isComposite(type) || type === undefined) return '';
  const fields = [...type.fields.values()];
  const leaf = (field: Field) =>
    !isComposite(schema.get(field.inner)) && field.args.every(({ required }) => !required);
  const chosen =
    fields.find(({ name }) => name === 'id') ??
    fields.find(({ name }) => name === 'nodes') ??
    fields.find(leaf);
  if (chosen === undefined || depth === 0) return ' { __typename }';
  return ` { ${chosen.name}${within(chosen.inner, schema, depth - 1)} }`;
}

/** The arguments that must be given, their values still to be written. */
function given(args: readonly Input[]): string {
  const required = args.filter((argument) => argument.required).map(({ name }) => `${name}: `);
  return required.length === 0 ? '' : `(${required.join(', ')})`;
}

/** The text that asks for a field: with the arguments it must have, still without values, and a first selection. */
export function asking({ name, args, inner }: Field, schema: Schema): string {
  return `${name}${given(args)}${within(inner, schema, DEEPEST)}`;
}

/** A whole query that asks for a field at its place. */
export function askingAt(path: readonly Field[], field: Field, schema: Schema): string {
  const around = path.map(({ name, args }) => `${name}${given(args)}`);
  return laidOut(`{ ${[...around, asking(field, schema)].join(' { ')}${' }'.repeat(around.length)} }`);
}

/** The most that a search shows. */
const MOST = 60;

/** Fields whose name, or whose type's name and name, hold a text, whatever the case. */
export function fieldsNamed(sought: string, schema: Schema): readonly Placed[] {
  const text = sought.trim().toLowerCase();
  const all = [...schema.values()]
    .filter((type) => type.kind === 'OBJECT')
    .flatMap((type) => [...type.fields.values()].map((field): Placed => ({ type: type.name, field })));
  return all.filter(({ type, field }) => `${type}.${field.name}`.toLowerCase().includes(text)).slice(0, MOST);
}
