import { Refusals } from '../graph/refusals.ts';
import { list, object, oneOf, orNull, text } from '../shape/read.ts';
import type { Capacity } from './capacity.ts';
import { TIERS } from './tier.ts';

/** A person of the demo whom anyone at this computer may sign in as. */
export interface Persona extends Capacity {
  readonly name: string;
  /** The open case of an auditor, for the header `Caretrail-Case`. */
  readonly case: string | null;
}

const read = list(
  object<Persona>({
    name: text,
    tier: oneOf(TIERS),
    role: orNull(text),
    organization: orNull(text),
    subject: orNull(text),
    purposes: list(text),
    case: orNull(text),
  }),
);

/** The personas of the demo. */
export async function loadPersonas(): Promise<readonly Persona[]> {
  const response = await fetch('/personas', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The hub answered ${response.status}`);
  return read({ value: await response.json(), path: [], refusals: new Refusals([]) });
}
