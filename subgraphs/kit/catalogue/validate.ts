import { PURPOSES, ROLES_OF, TIERS } from '../caller/caller.ts';
import { rolePurposes } from '../caller/role-purposes.ts';
import { rolesOf } from './overlap.ts';
import { type Admit, DATA_CLASSES, EXCLUSIONS, type Policy, RELATIONS } from './policy.ts';

const unknown = (what: string, values: readonly unknown[], known: readonly unknown[]): string[] =>
  values.filter((value) => !known.includes(value)).map((value) => `unknown ${what} ${String(value)}`);

function faultsOfAdmit(admit: Admit): string[] {
  const tier = unknown('tier', [admit.tier], TIERS);
  if (tier.length > 0) return tier;
  const faults = [
    ...unknown(`role of tier ${admit.tier}`, admit.roles, ROLES_OF[admit.tier]),
    ...unknown('purpose', admit.purposes, PURPOSES),
    ...unknown('relation', admit.relations, RELATIONS),
    ...unknown('exclusion', admit.never ?? [], EXCLUSIONS),
  ];
  if (admit.tier === 'public' && admit.relations.length > 0)
    faults.push('the public tier has no relation to any row');
  return faults.length > 0 ? faults : purposesNobodyHas(admit);
}

/** An admit for a purpose that none of its roles may ever ask with opens nothing, and reads as if it did. */
function purposesNobodyHas(admit: Admit): string[] {
  const had = new Set(rolesOf(admit).flatMap((role) => rolePurposes(admit.tier, role)));
  return admit.purposes
    .filter((purpose) => !had.has(purpose))
    .map((purpose) => `no ${admit.roles.join(' or ') || admit.tier} asks for ${purpose}`);
}

/** What is wrong with a policy, in words; TypeScript says the same, but data may come from elsewhere. */
export function faultsOf(policy: Policy): string[] {
  const faults = policy.admits.flatMap(faultsOfAdmit);
  if (!/^[a-z]+(\.[a-z]+)?$/.test(policy.id)) faults.push('an id is one or two lower-case words');
  if (policy.title === '' || policy.why === '') faults.push('title and why are for people: say both');
  if (policy.admits.length === 0) faults.push('admits nobody');
  if (policy.dataClass !== undefined) faults.push(...unknown('data class', [policy.dataClass], DATA_CLASSES));
  return faults.map((fault) => `${policy.id}: ${fault}`);
}
