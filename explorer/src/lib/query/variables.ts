import type { Variable } from './scan.ts';
import type { Schema } from './schema.ts';

/** What is wrong with the values of variables, to be said in the reader's language. */
export type VariableProblem =
  | { readonly code: 'notJson' | 'notObject' }
  | { readonly code: 'missing' | 'unknown' | 'wrongType'; readonly name: string; readonly type: string };

export type Variables =
  | { readonly values: Readonly<Record<string, unknown>>; readonly problems: readonly VariableProblem[] }
  | { readonly values: null; readonly problems: readonly VariableProblem[] };

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

function fits(value: unknown, type: string, schema: Schema): boolean {
  if (type.endsWith('!')) return value !== null && fits(value, type.slice(0, -1), schema);
  if (value === null) return true;
  const [, item] = /^\[(.*)\]$/.exec(type) ?? [];
  if (item !== undefined)
    return Array.isArray(value) ? value.every((one) => fits(one, item, schema)) : fits(value, item, schema);
  const known = schema.get(type);
  if (known && known.values.length > 0) return known.values.some((one) => one === value);
  if (known && known.inputs.size > 0) return typeof value === 'object' && !Array.isArray(value);
  return SCALARS[type]?.(value) ?? true;
}

/** Reads the values of a query's variables and checks them against their types. Empty text is no values. */
export function readVariables(text: string, declared: readonly Variable[], schema: Schema): Variables {
  let given: unknown;
  try {
    given = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    return { values: null, problems: [{ code: 'notJson' }] };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { values: null, problems: [{ code: 'notObject' }] };
  const values = Object.fromEntries(Object.entries(given));
  const problems: VariableProblem[] = [];
  for (const { name, type } of declared)
    if (!(name in values)) {
      if (type.endsWith('!')) problems.push({ code: 'missing', name, type });
    } else if (!fits(values[name], type, schema)) problems.push({ code: 'wrongType', name, type });
  const known = new Set(declared.map(({ name }) => name));
  for (const name of Object.keys(values))
    if (!known.has(name)) problems.push({ code: 'unknown', name, type: '' });
  return { values, problems };
}
