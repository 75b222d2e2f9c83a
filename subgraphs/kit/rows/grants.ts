import type { Caller } from '../caller/caller.ts';
import type { DecisionContext } from '../catalogue/decision.ts';
import type { DataClass, Policy, Relation } from '../catalogue/policy.ts';
import { relationsFor } from '../catalogue/relations.ts';
import type { DenialExtensions } from '../errors/codes.ts';

/** Key of the relations that consent has no say in. */
export const UNCLASSED = 'none';

/** What the subgraph's own layer found out about the caller and one row. */
export interface Grants {
  /** The patient the row is about; null for rows that are about nobody. */
  readonly patient: string | null;
  /** The visit that the row is, or belongs to, for the access event. */
  readonly encounter?: string | null;
  /** Relations that hold, by data class; denies and sensitivity have already been taken off. */
  readonly relations: Readonly<Partial<Record<DataClass | typeof UNCLASSED, readonly Relation[]>>>;
  /** Consent decisions that permitted, for the access event; one may be named more than once. */
  readonly consents: readonly string[];
}

/** A row that may be shown as an object of a record type: it carries the grants it was loaded under. */
export interface GrantedRow {
  readonly id: string;
  readonly grants: Grants;
}

export const isGranted = (value: unknown): value is GrantedRow =>
  typeof value === 'object' && value !== null && 'grants' in value && typeof value.grants === 'object';

export type RowDecision = { readonly allowed: true } | ({ readonly allowed: false } & DenialExtensions);

const PASSED: RowDecision = { allowed: true };

/** A policy and what a row must show for it, worked out once for a caller. */
export interface RowQuestion {
  readonly policy: Policy;
  readonly wanted: 'any' | readonly Relation[];
}

export const rowQuestions = (
  policies: readonly Policy[],
  caller: Caller,
  context: DecisionContext,
): readonly RowQuestion[] =>
  policies.map((policy) => ({ policy, wanted: relationsFor(policy, caller, context) }));

/**
 * Whether one row shows what its policies ask for; all must pass. "No permit" and "denied" read alike: where a
 * consent could have opened the row, its absence is told the same way as a refusal.
 */
export function rowDecision(questions: readonly RowQuestion[], grants: Grants): RowDecision {
  for (const { policy, wanted } of questions) {
    if (wanted === 'any') continue;
    const held = grants.relations[policy.dataClass ?? UNCLASSED] ?? [];
    if (!wanted.some((relation) => held.includes(relation))) return refusal(policy, wanted);
  }
  return PASSED;
}

function refusal(policy: Policy, wanted: readonly Relation[]): RowDecision {
  const consent = wanted.includes('consented');
  return {
    allowed: false,
    code: consent ? 'CONSENT_DENIED' : 'FORBIDDEN_RELATION',
    policy: policy.id,
    reason: consent
      ? 'No permission of the patient covers this.'
      : 'You have no relation to this record that opens it.',
    requires: wanted.map((relation) => `relation:${relation}`),
  };
}
