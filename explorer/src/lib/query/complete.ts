import { scan } from './scan.ts';
import type { Input, Schema } from './schema.ts';

/** Something that may stand where the cursor is. */
export interface Suggestion {
  readonly label: string;
  /** Its type. */
  readonly detail: string;
  readonly info: string | null;
  readonly kind: 'field' | 'argument' | 'value' | 'variable' | 'keyword';
}

const described = (kind: Suggestion['kind'], inputs: Iterable<Input>): Suggestion[] =>
  [...inputs].map(({ name, type, description }) => ({ label: name, detail: type, info: description, kind }));

/**
 * What may come at the end of a text: fields of the type one is inside of, arguments, values of an enumeration, and the
 * variables that fit nowhere else. Only what the reader's tier has.
 */
export function suggestions(before: string, schema: Schema): readonly Suggestion[] {
  const { frames, awaiting, variables } = scan(before, schema);
  const frame = frames.at(-1);
  if (frame === undefined) return [{ label: 'query', detail: '', info: null, kind: 'keyword' }];
  if (frame.kind === 'selection') return described('field', schema.get(frame.type)?.fields.values() ?? []);
  if (frame.kind !== 'inputs') return [];
  if (awaiting === null) return described('argument', frame.inputs.values());
  const values =
    awaiting.inner === 'Boolean' ? ['true', 'false'] : (schema.get(awaiting.inner)?.values ?? []);
  return [
    ...values.map((label): Suggestion => ({ label, detail: awaiting.inner, info: null, kind: 'value' })),
    ...variables.map(
      ({ name, type }): Suggestion => ({ label: `$${name}`, detail: type, info: null, kind: 'variable' }),
    ),
  ];
}
