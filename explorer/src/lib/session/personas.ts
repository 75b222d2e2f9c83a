import { Refusals } from '../graph/refusals.ts';
import { list, object, oneOf, orNull, text } from '../shape/read.ts';
import { TIERS, type Tier } from './tier.ts';

/** A person of the demo whom anyone at this computer may sign in as. */
export interface Persona {
  readonly name: string;
  readonly tier: Tier;
  readonly role: string | null;
  readonly organization: string | null;
  readonly subject: string | null;
  readonly purposes: readonly string[];
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

/** The personas, or none where this deployment has no demo. */
export async function loadPersonas(): Promise<readonly Persona[]> {
  const response = await fetch('/personas', { headers: { accept: 'application/json' } });
  // Without a demo there is no such address: the hub answers it with a page, as every other.
  const isList = response.headers.get('content-type')?.startsWith('application/json') === true;
  if (response.status === 404 || (response.ok && !isList)) return [];
  if (!response.ok) throw new Error(`The hub answered ${response.status}`);
  return read({ value: await response.json(), path: [], refusals: new Refusals([]) });
}
