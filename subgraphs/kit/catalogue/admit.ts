import { type Purpose, ROLES_OF, type Role, TIERS } from '../caller/caller.ts';
import type { Admit, Relation } from './policy.ts';

type Rest = Partial<Pick<Admit, 'stepUp' | 'never'>>;

/** The patient tier asks on the patient's own request, about their own records. */
export const patientSelf: Admit = { tier: 'patient', roles: [], purposes: ['PATRQT'], relations: ['self'] };

/** One row of the catalogue's table for a tier with roles; the role decides the tier. */
export function staff(
  role: Role,
  purposes: readonly Purpose[],
  relations: readonly Relation[] = [],
  rest: Rest = {},
): Admit {
  const tier = TIERS.find((candidate) => ROLES_OF[candidate].includes(role));
  if (tier === undefined) throw new Error(`No tier has role ${role}`);
  return { tier, roles: [role], purposes, relations, ...rest };
}

export const anyRole = (tier: Admit['tier'], relations: readonly Relation[] = []): Admit => ({
  tier,
  roles: [],
  purposes: [],
  relations,
});
