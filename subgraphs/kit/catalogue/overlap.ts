import { PURPOSES, type Purpose, ROLES_OF, type Role } from '../caller/caller.ts';
import type { Admit, Policy } from './policy.ts';

/** The roles an admit names, written out. */
export const rolesOf = (admit: Admit): readonly (Role | null)[] =>
  admit.roles.length > 0 ? admit.roles : ROLES_OF[admit.tier];

/** The purposes an admit names, written out; `null` stands for a caller without purposes (public). */
export const purposesOf = (admit: Admit): readonly (Purpose | null)[] =>
  admit.purposes.length > 0 ? admit.purposes : [null, ...PURPOSES];

/** Every (tier, role, purpose) a policy admits, as `hospital/clinician/TREAT`. */
export function capacities(policy: Policy): readonly string[] {
  const all = policy.admits.flatMap((admit) =>
    rolesOf(admit).flatMap((role) =>
      purposesOf(admit).map((purpose) => `${admit.tier}/${role ?? '-'}/${purpose ?? '-'}`),
    ),
  );
  return [...new Set(all)];
}

/** What see AND content leaves of the content policy, and what it takes away. */
export function overlap(see: Policy, content: Policy): { shared: string[]; lost: string[] } {
  const seen = new Set(capacities(see));
  const shared: string[] = [];
  const lost: string[] = [];
  for (const capacity of capacities(content)) (seen.has(capacity) ? shared : lost).push(capacity);
  return { shared, lost };
}
