import { CATALOGUE, type Caller, scopeAllows, staticDecision } from '@caretrail/kit';
import type { Asked } from './bundle-request.ts';

const WRITE = CATALOGUE.get('intake.write');
export const WRITE_POLICY = WRITE.id;

/**
 * Why this caller may not send these entries, or null: role and purpose as the policy says, and of a token with scopes
 * one for each type and interaction (`user/Observation.c`). What is written is kept by the caller's own organization, so the
 * relation that the policy asks for holds.
 */
export function refusalOf(caller: Caller, asked: readonly Asked[]): string | null {
  const now = Date.now() / 1000;
  const decision = staticDecision([WRITE], { ...caller, scopes: null }, { now });
  if (!decision.allowed) return `${decision.reason} (${WRITE.id})`;
  if (caller.organization === null) return `Your token names no organization. (${WRITE.id})`;
  const missing = asked.filter(
    ({ type, interaction }) =>
      !scopeAllows(
        caller.scopes,
        { ...WRITE, resources: [type] },
        { tier: caller.tier, types: [type], interaction },
      ),
  );
  if (missing.length === 0) return null;
  const scopes = missing.map(({ type, interaction }) => `user/${type}.${interaction}`);
  return `Your token’s scopes leave this out: ${scopes.slice(0, 20).join(', ')}. (${WRITE.id})`;
}
