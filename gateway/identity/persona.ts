import type { Purpose, Role, Tier } from '@caretrail/kit';

/** A person of the demo whom anyone at this computer may sign in as. */
export interface Persona {
  readonly name: string;
  readonly tier: Tier;
  readonly role: Role | null;
  readonly organization: string | null;
  /** Patient record id, or staff id; null for `public`. */
  readonly subject: string | null;
  readonly purposes: readonly Purpose[];
  /** The open case of an auditor, for the header `Caretrail-Case`. */
  readonly case: string | null;
}

/** The claim `caretrail` of a persona's tokens; null for `public`, who has none. */
export function capacityOf(persona: Persona): Readonly<Record<string, unknown>> {
  return {
    tier: persona.tier,
    role: persona.role,
    organization: persona.organization,
    patient: persona.tier === 'patient' ? persona.subject : null,
    purposes: persona.purposes,
  };
}
