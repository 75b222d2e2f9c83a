import type { Policy } from './policy.ts';

/** The letters of a SMART App Launch v2 scope: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const SCOPE = /^(patient|user)\/(\*|[A-Z][A-Za-z]*)\.(?=[cruds])(c?r?u?d?s?)$/;

/**
 * The SMART v2 scopes a policy asks for on a type (`user/Encounter.r`), or none.
 * A field that leads from one type to records of another is asked for by the policy's own types.
 */
export const resourcesAsked = (policy: Policy, type: string | undefined): readonly string[] =>
  type !== undefined && policy.resources.includes(type) ? [type] : policy.resources;

/**
 * Whether a token's scopes leave a policy what the role has (effective = catalogue AND scope).
 * `null`: the token names no scopes and keeps the role's right. `patient/` is the patient's own context and
 * `user/` everyone's; `system/` is for services without a person, and a scope with a query (`?category=…`)
 * would need a filter on rows: neither opens anything here, so a narrower token never becomes a wider one.
 */
export function scopeAllows(
  scopes: readonly string[] | null,
  policy: Policy,
  context: { readonly tier: string; readonly type?: string | undefined; readonly interaction: Interaction },
): boolean {
  if (scopes === null || policy.resources.length === 0) return true;
  const asked = resourcesAsked(policy, context.type);
  return scopes.some((scope) => {
    const [, prefix, resource, letters] = SCOPE.exec(scope) ?? [];
    if (prefix === undefined || resource === undefined || letters === undefined) return false;
    if (prefix === 'patient' && context.tier !== 'patient') return false;
    return (resource === '*' || asked.includes(resource)) && letters.includes(context.interaction);
  });
}
