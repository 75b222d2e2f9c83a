import { type Refusal, Refusals } from '../graph/refusals.ts';
import type { Read } from '../shape/cursor.ts';
import { listOrNone, object, orNull, text, whole } from '../shape/read.ts';

/** An error that is about the question, or about a part that failed: not a refusal of a field. */
interface Fault {
  readonly message: string;
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** What the hub said to a question somebody wrote. */
export interface Outcome {
  /** JSON of `data`; null where the question was refused as a whole. */
  readonly data: unknown;
  readonly refusals: Refusals;
  readonly refused: number;
  readonly faults: readonly Fault[];
  /** The reply as it came, indented. */
  readonly json: string;
  readonly milliseconds: number;
}

const step: Read<string | number> = (at) => (typeof at.value === 'number' ? whole(at) : text(at));
const reply = object({
  data: (at) => at.value ?? null,
  errors: listOrNone(
    object({
      message: text,
      path: listOrNone(step),
      locations: listOrNone(object({ line: whole, column: whole })),
      extensions: orNull(
        object({
          code: orNull(text),
          policy: orNull(text),
          reason: orNull(text),
          requires: listOrNone(text),
        }),
      ),
    }),
  ),
});

/** Reads a reply: refused fields by path, everything else that went wrong as a list. */
export function outcomeOf(body: unknown, milliseconds: number): Outcome {
  const { data, errors } = reply({ value: body, path: [], refusals: new Refusals([]) });
  const found: { path: readonly (string | number)[]; refusal: Refusal }[] = [];
  const faults: Fault[] = [];
  for (const { message, path, locations, extensions } of errors) {
    const { code, policy = null, reason = null, requires = [] } = extensions ?? {};
    if (path.length > 0 && data !== null)
      found.push({
        path,
        refusal: { code: code ?? 'INTERNAL', policy, reason: reason ?? message, requires },
      });
    else
      faults.push({
        ...{ message, code: code ?? 'INTERNAL' },
        line: locations[0]?.line ?? null,
        column: locations[0]?.column ?? null,
      });
  }
  const json = JSON.stringify(body, null, 2);
  return { data, refusals: new Refusals(found), refused: found.length, faults, json, milliseconds };
}
