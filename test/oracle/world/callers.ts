import { type Caller, PUBLIC_CALLER, ROLES_OF, rolePurposes, TIERS } from '@caretrail/kit';
import type { Random } from '../../../db/demo/random.ts';
import { PEOPLE } from '../../../subgraphs/patients/test/people.ts';

/** Regulatory cases that worlds open, close and fill. */
export const CASES = [1, 2, 3].map((number) => `00000007-0000-4000-8000-00000000000${number}`);
export const AUDITORS = ['auditor@health-authority', 'auditor@elsewhere'] as const;
export const HOSPITALS = ['lakeside', 'northgate'] as const;
export const PAYERS = ['harbor-mutual', 'unity-health'] as const;

const ORGANIZATIONS = { hospital: HOSPITALS, payer: PAYERS, regulator: ['health-authority'] } as const;

/** Most have what their role has; the others' tokens leave something out. */
const SCOPES = [
  ...Array.from({ length: 12 }, () => null),
  ['user/*.rs', 'patient/*.rs'],
  ['user/Patient.r', 'user/Encounter.r', 'user/Claim.rs', 'openid'],
  ['patient/Patient.rs', 'patient/Condition.r', 'user/Coverage.r', 'user/Consent.r'],
  ['user/Patient.s', 'user/Observation.cud', 'launch/patient'],
];

/** Callers of every tier, role and purpose, and of people, organizations, cases and scopes by chance. */
export function someCallers(random: Random, count: number): readonly Caller[] {
  const capacities = TIERS.flatMap((tier) =>
    ROLES_OF[tier].flatMap((role) => {
      const purposes = rolePurposes(tier, role);
      return (purposes.length === 0 ? [null] : purposes).map((purpose) => ({
        tier,
        role,
        purpose,
        purposes,
      }));
    }),
  );
  return Array.from({ length: count }, (_, number): Caller => {
    const known = capacities[number % capacities.length];
    if (known === undefined || known.tier === 'public') return PUBLIC_CALLER;
    const scopes = random.pick(SCOPES);
    const capacity = { ...PUBLIC_CALLER, ...known, scopes, tokenScopes: scopes ?? [] };
    if (known.tier === 'patient') return { ...capacity, subject: random.pick(Object.values(PEOPLE)) };
    const organization = random.pick(ORGANIZATIONS[known.tier]);
    const named = { ...capacity, organization, subject: `${known.role}@${organization}` };
    if (known.tier !== 'regulator') return named;
    return { ...named, subject: random.pick(AUDITORS), case: random.pick([...CASES, ...CASES, null]) };
  });
}
