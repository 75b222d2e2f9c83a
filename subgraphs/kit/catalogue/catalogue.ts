import { createHash } from 'node:crypto';
import { overlap } from './overlap.ts';
import type { Policy } from './policy.ts';
import { faultsOf } from './validate.ts';

export interface Catalogue<Id extends string = string> {
  readonly policies: readonly Policy<Id>[];
  /** Digest of the whole catalogue: a cursor made under other rules is refused. */
  readonly version: string;
  /** The policy of that name; throws on a name that the catalogue does not hold. */
  get(id: string): Policy<Id>;
  has(id: string): id is Id;
}

/** Builds the catalogue or throws with every fault it has: an invalid rule never starts a process. */
export function makeCatalogue<Id extends string>(policies: readonly Policy<Id>[]): Catalogue<Id> {
  const byId = new Map<string, Policy<Id>>(policies.map((entry) => [entry.id, entry]));
  const faults = policies.flatMap((entry) => faultsOf(entry));
  if (byId.size !== policies.length) faults.push('two policies have one id');
  for (const content of policies) {
    if (content.see === undefined) continue;
    const see = byId.get(content.see);
    if (see === undefined) faults.push(`${content.id}: unknown see policy ${content.see}`);
    else {
      const { shared, lost } = overlap(see, content);
      if (shared.length === 0)
        faults.push(`${content.id} shares no admit with ${see.id}; the AND loses ${lost.join(', ')}`);
    }
  }
  if (faults.length > 0) throw new Error(`Access catalogue is not valid:\n${faults.join('\n')}`);
  return {
    policies,
    version: createHash('sha256').update(JSON.stringify(policies)).digest('hex').slice(0, 16),
    has: (id): id is Id => byId.has(id),
    get(id) {
      const found = byId.get(id);
      if (found === undefined) throw new Error(`Unknown policy ${id}`);
      return found;
    },
  };
}
