import type { Policy } from './policy.ts';

/** The letters of a SMART App Launch v2 scope: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const SCOPE = /^(patient|user)\/(\*|[A-Z][A-Za-z]*)\.(?=[cruds])(c?r?u?d?s?)$/;

/** The types a place is about that a policy is about too: each of them must be in the token's scopes. */
const covered = ({ resources }: Policy, types: readonly string[]): readonly string[] =>
  resources.filter((resource) => types.includes(resource));

/** The types whose SMART v2 scopes a policy asks for at a place; any of its own where it is about none of the place's. */
export function resourcesAsked(policy: Policy, types: readonly string[]): readonly string[] {
  const asked = covered(policy, types);
  return asked.length > 0 ? asked : policy.resources;
}

/**
 * Whether a token's scopes leave a policy what the role has (effective = catalogue AND scope).
 * `null`: the token names no scopes and keeps the role's right. `patient/` is the patient's own context and
 * `user/` everyone's; `system/` is for services without a person, and a scope with a query (`?category=…`)
 * would need a filter on rows: neither opens anything here, so a narrower token never becomes a wider one.
 */
export function scopeAllows(
  scopes: readonly string[] | null,
  policy: Policy,
  context: {
    readonly tier: string;
    readonly types: readonly string[];
    readonly interaction: Interaction;
  },
): boolean {
  if (scopes === null || policy.resources.length === 0) return true;
  const { tier, types, interaction } = context;
  const opens = (type: string): boolean =>
    scopes.some((scope) => {
      const [, prefix, resource, letters] = SCOPE.exec(scope) ?? [];
      if (prefix === undefined || resource === undefined || letters === undefined) return false;
      if (prefix === 'patient' && tier !== 'patient') return false;
      return (resource === '*' || resource === type) && letters.includes(interaction);
    });
  const asked = covered(policy, types);
  return asked.length > 0 ? asked.every(opens) : policy.resources.some(opens);
}
