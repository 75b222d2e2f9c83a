import { CATALOGUE, type Caller, staticDecision } from '@caretrail/kit';
import type { Export } from './exports.ts';

const refusal = (
  policy: 'export.own' | 'export.custodian' | 'export.fetch',
  caller: Caller,
): string | null => {
  const decision = staticDecision([CATALOGUE.get(policy)], caller, { now: Date.now() / 1000 });
  return decision.allowed ? null : `${decision.reason} (${policy})`;
};

/** Why this caller may not have records exported, or null: their own, or what their organization keeps. */
export const mayBegin = (caller: Caller): string | null =>
  refusal(caller.tier === 'patient' ? 'export.own' : 'export.custodian', caller);

/** Why this caller may not look after, or fetch, what they have had exported, or null. */
export const mayFetch = (caller: Caller): string | null => refusal('export.fetch', caller);

/** Whose exports a caller's are. Without a subject they have none. */
export function ownerOf({ tier, role, subject, organization }: Caller): Export['owner'] | null {
  return subject === null ? null : { tier, role, subject, organization };
}
