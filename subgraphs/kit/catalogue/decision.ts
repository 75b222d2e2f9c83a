import type { Caller } from '../caller/caller.ts';
import type { DenialCode, DenialExtensions } from '../errors/codes.ts';
import type { Admit, Policy } from './policy.ts';
import { type Interaction, resourcesAsked, scopeAllows } from './scope.ts';

/** A sign-in counts as fresh for a step-up this many seconds. */
export const STEP_UP_SECONDS = 300;

export type StaticDecision = { readonly allowed: true } | ({ readonly allowed: false } & DenialExtensions);

export interface DecisionContext {
  /** Unix seconds. */
  readonly now: number;
  /** Types of the record that a field is in and of the one it leads to, where known: a scope for one type opens no other. */
  readonly types?: readonly string[];
  /** What is done; what the policy is about, unless said otherwise. */
  readonly interaction?: Interaction;
}

/** How far a caller gets through an admit; the furthest refusal of a policy is the one worth telling. */
const STEPS = ['role', 'purpose', 'scope', 'stepUp', 'case', 'pass'] as const;
type Step = (typeof STEPS)[number];

function stepReached(policy: Policy, admit: Admit, caller: Caller, context: DecisionContext): Step {
  if (admit.tier !== caller.tier) return 'role';
  if (admit.roles.length > 0 && !admit.roles.some((role) => role === caller.role)) return 'role';
  if (admit.purposes.length > 0 && !admit.purposes.some((purpose) => purpose === caller.purpose))
    return 'purpose';
  const { types = [], interaction = policy.interaction ?? 'r' } = context;
  if (policy.tokenScope !== undefined && !caller.tokenScopes.includes(policy.tokenScope)) return 'scope';
  if (!scopeAllows(caller.scopes, policy, { tier: caller.tier, types, interaction })) return 'scope';
  if (admit.stepUp === true && !isFresh(caller, context.now)) return 'stepUp';
  if (admit.relations.length > 0 && admit.relations.every((one) => one === 'case') && caller.case === null)
    return 'case';
  return 'pass';
}

const isFresh = (caller: Caller, now: number): boolean =>
  caller.authenticatedAt !== null && now - caller.authenticatedAt <= STEP_UP_SECONDS;

/** The admits of a policy that this caller passes as far as the row is not asked. */
export const admitsFor = (policy: Policy, caller: Caller, context: DecisionContext): readonly Admit[] =>
  policy.admits.filter((admit) => stepReached(policy, admit, caller, context) === 'pass');

const CODES: Readonly<Record<Exclude<Step, 'pass'>, DenialCode>> = {
  role: 'FORBIDDEN_ROLE',
  purpose: 'FORBIDDEN_PURPOSE',
  scope: 'FORBIDDEN_ROLE',
  stepUp: 'STEP_UP_REQUIRED',
  case: 'CASE_REQUIRED',
};

const REASONS: Readonly<Record<Exclude<Step, 'pass'>, string>> = {
  role: 'Your role does not have this.',
  purpose: 'Your role has this for another purpose of use.',
  scope: 'Your token’s scopes leave this out.',
  stepUp: `This asks for a sign-in of the last ${STEP_UP_SECONDS / 60} minutes: sign in again (prompt=login or max_age=${STEP_UP_SECONDS}).`,
  case: 'This asks for an open regulatory case, named in Caretrail-Case.',
};

function required(policy: Policy, step: Step, admits: readonly Admit[], context: DecisionContext): string[] {
  switch (step) {
    case 'role':
      return admits.flatMap((admit) => admit.roles.map((role) => `role:${role}`));
    case 'purpose':
      return admits.flatMap((admit) => admit.purposes.map((purpose) => `purpose:${purpose}`));
    case 'scope':
      if (policy.tokenScope !== undefined) return [`scope:${policy.tokenScope}`];
      return resourcesAsked(policy, context.types ?? []).map(
        (resource) => `scope:user/${resource}.${context.interaction ?? policy.interaction ?? 'r'}`,
      );
    case 'stepUp':
      return ['step-up'];
    case 'case':
      return ['case'];
    default:
      return [];
  }
}

function decide(policy: Policy, caller: Caller, context: DecisionContext): StaticDecision {
  const reached = policy.admits.map((admit) => ({
    admit,
    step: STEPS.indexOf(stepReached(policy, admit, caller, context)),
  }));
  const furthest = Math.max(0, ...reached.map(({ step }) => step));
  const step = STEPS[furthest] ?? 'role';
  if (step === 'pass') return { allowed: true };
  // Roles of other tiers are not this caller's business: their schema does not name them.
  const concerned = reached
    .filter((entry) => entry.step === furthest && entry.admit.tier === caller.tier)
    .map(({ admit }) => admit);
  const requires = [...new Set(required(policy, step, concerned, context))];
  return { allowed: false, code: CODES[step], policy: policy.id, reason: REASONS[step], requires };
}

/**
 * What can be said before any row is read: tier, role, purpose, token scope, step-up, case header.
 * All policies must pass (see AND content); the first that does not is told.
 */
export function staticDecision(
  policies: readonly Policy[],
  caller: Caller,
  context: DecisionContext,
): StaticDecision {
  // A field without a policy is nobody's: the empty AND must not read as permission.
  if (policies.length === 0) return refusedByDefault;
  for (const policy of policies) {
    const decision = decide(policy, caller, context);
    if (!decision.allowed) return decision;
  }
  return { allowed: true };
}

const refusedByDefault: StaticDecision = {
  allowed: false,
  code: 'FORBIDDEN_ROLE',
  policy: '',
  reason: REASONS.role,
  requires: [],
};
