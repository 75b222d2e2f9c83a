import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Caller, PUBLIC_CALLER, PURPOSES, ROLES_OF, TIERS } from '../caller/caller.ts';
import { staticDecision } from './decision.ts';
import { capacities } from './overlap.ts';
import { CATALOGUE, type PolicyId } from './policies.ts';
import { relationsFor } from './relations.ts';
import { scopeAllows } from './scope.ts';
import { tiersOf } from './tiers.ts';

const NOW = 1_800_000_000;
const at = { now: NOW };
const clinician: Caller = {
  ...PUBLIC_CALLER,
  tier: 'hospital',
  role: 'clinician',
  organization: 'lakeside',
  subject: 'staff-1',
  purpose: 'TREAT',
  purposes: ['TREAT', 'ETREAT'],
};
const auditor: Caller = {
  ...clinician,
  tier: 'regulator',
  role: 'auditor',
  organization: 'health-authority',
  purpose: 'HCOMPL',
};
const decide = (ids: readonly PolicyId[], caller: Caller, type?: string) =>
  staticDecision(
    ids.map((id) => CATALOGUE.get(id)),
    caller,
    type === undefined ? at : { ...at, types: [type] },
  );

const callers = fc
  .constantFrom(...TIERS.flatMap((tier) => ROLES_OF[tier].map((role) => ({ tier, role }))))
  .chain(({ tier, role }) =>
    fc.record({
      tier: fc.constant(tier),
      role: fc.constant(role),
      subject: fc.constant('someone'),
      organization: fc.constant('lakeside'),
      purpose: fc.constantFrom(...PURPOSES, null),
      purposes: fc.constant([]),
      scopes: fc.option(
        fc.array(fc.constantFrom('user/*.rs', 'user/Patient.r', 'patient/Claim.rs', 'openid')),
      ),
      case: fc.option(fc.uuid()),
      expires: fc.constant(null),
      tokenScopes: fc.constant([]),
      authenticatedAt: fc.option(fc.integer({ min: NOW - 1000, max: NOW })),
    }),
  );
const policies = fc.subarray([...CATALOGUE.policies], { minLength: 1, maxLength: 3 });

describe('a static decision', () => {
  it('names what is missing, the furthest step first', () => {
    expect(decide(['claim.read'], PUBLIC_CALLER)).toMatchObject({ code: 'FORBIDDEN_ROLE', requires: [] });
    expect(decide(['report.run'], clinician)).toMatchObject({
      code: 'FORBIDDEN_ROLE',
      requires: ['role:analyst'],
    });
    expect(decide(['claim.see'], { ...clinician, purpose: 'ETREAT' })).toMatchObject({
      code: 'FORBIDDEN_PURPOSE',
      policy: 'claim.see',
      requires: ['purpose:TREAT'],
    });
    expect(decide(['person.see'], auditor)).toMatchObject({ code: 'CASE_REQUIRED', requires: ['case'] });
    expect(decide(['person.see'], { ...auditor, case: 'c' })).toEqual({ allowed: true });
    expect(decide(['case.open'], auditor)).toMatchObject({ code: 'STEP_UP_REQUIRED', requires: ['step-up'] });
    expect(decide(['case.open'], { ...auditor, authenticatedAt: NOW - 300 })).toEqual({ allowed: true });
    expect(decide(['case.open'], { ...auditor, authenticatedAt: NOW - 301 }).allowed).toBe(false);
  });

  it('asks a content policy for nothing that its see policy does not also allow', () => {
    expect(decide(['clinical.see', 'clinical.read'], { ...auditor, case: 'c' })).toMatchObject({
      policy: 'clinical.read',
      code: 'FORBIDDEN_ROLE',
    });
  });

  it('is narrowed by the scopes of the token, by type and letter', () => {
    const scoped = (...scopes: string[]) => decide(['clinical.see'], { ...clinician, scopes }, 'Encounter');
    expect(scoped('user/Encounter.rs')).toEqual({ allowed: true });
    expect(scoped('user/*.cruds')).toEqual({ allowed: true });
    expect(scoped('user/Condition.rs')).toMatchObject({
      code: 'FORBIDDEN_ROLE',
      requires: ['scope:user/Encounter.r'],
    });
    for (const none of [
      'user/Encounter.s',
      'user/Encounter.',
      'user/Encounter.sr',
      'user/Encounter.read',
      'patient/Encounter.rs',
      'system/*.rs',
      'user/Encounter.rs?category=x',
      'user/encounter.rs',
      'openid',
    ])
      expect(scoped(none).allowed, none).toBe(false);
    expect(scoped().allowed).toBe(false);
    expect(decide(['open'], { ...clinician, scopes: [] }).allowed).toBe(true);
  });

  it('is opened by a scope of its type with its letter, of all types and sets of letters, and by no other', () => {
    const types = [...new Set(CATALOGUE.policies.flatMap(({ resources }) => resources))];
    const sets = Array.from({ length: 31 }, (_, bits) =>
      [...'cruds'].filter((_letter, place) => ((bits + 1) >> place) & 1).join(''),
    );
    const wrong: string[] = [];
    for (const policy of CATALOGUE.policies.filter(({ resources }) => resources.length > 0)) {
      const interaction = policy.interaction ?? 'r';
      for (const type of policy.resources)
        for (const scoped of [...types, '*'])
          for (const letters of sets)
            for (const [prefix, tier] of [
              ['user', 'hospital'],
              ['user', 'patient'],
              ['patient', 'patient'],
              ['patient', 'hospital'],
              ['system', 'hospital'],
            ] as const) {
              const scope = `${prefix}/${scoped}.${letters}`;
              const opens = scopeAllows([scope], policy, { tier, types: [type], interaction });
              const right = prefix === 'user' || (prefix === 'patient' && tier === 'patient');
              const wanted = right && (scoped === '*' || scoped === type) && letters.includes(interaction);
              if (opens !== wanted) wrong.push(`${policy.id} on ${type} for ${tier}: ${scope}`);
            }
    }
    expect(types.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it('refuses a field without a policy', () => {
    expect(staticDecision([], auditor, at).allowed).toBe(false);
    expect(tiersOf([])).toEqual([]);
  });
});

describe('for every caller and every policy', () => {
  it('allowed means that tier, role and purpose are in the table, and that the tier has the field', () => {
    fc.assert(
      fc.property(callers, policies, (caller, asked) => {
        if (!staticDecision(asked, caller, at).allowed) return;
        const mine = `${caller.tier}/${caller.role ?? '-'}/${caller.purpose ?? '-'}`;
        for (const policy of asked) expect(capacities(policy)).toContain(mine);
        expect(tiersOf(asked)).toContain(caller.tier);
      }),
    );
  });

  it('an AND allows exactly what each of its parts allows', () => {
    fc.assert(
      fc.property(callers, policies, (caller, asked) => {
        const each = asked.every((policy) => staticDecision([policy], caller, at).allowed);
        expect(staticDecision(asked, caller, at).allowed).toBe(each);
      }),
    );
  });

  it('scopes, an older sign-in and a missing case only narrow', () => {
    fc.assert(
      fc.property(callers, policies, (caller, asked) => {
        const full = { ...caller, scopes: null, authenticatedAt: NOW, case: 'c' };
        if (staticDecision(asked, caller, at).allowed)
          expect(staticDecision(asked, full, at).allowed).toBe(true);
      }),
    );
  });

  it('a refusal leaves no relation to try, and an allowance leaves some', () => {
    fc.assert(
      fc.property(callers, fc.constantFrom(...CATALOGUE.policies), (caller, policy) => {
        const relations = relationsFor(policy, caller, at);
        const { allowed } = staticDecision([policy], caller, at);
        expect(relations === 'any' || relations.length > 0).toBe(allowed);
      }),
    );
  });

  it('a refusal names a policy that was asked and no role of another tier', () => {
    fc.assert(
      fc.property(callers, policies, (caller, asked) => {
        const decision = staticDecision(asked, caller, at);
        if (decision.allowed) return;
        expect(asked.map(({ id }) => id)).toContain(decision.policy);
        for (const one of decision.requires)
          if (one.startsWith('role:'))
            expect(ROLES_OF[caller.tier].map((role) => `role:${role}`)).toContain(one);
      }),
    );
  });
});
