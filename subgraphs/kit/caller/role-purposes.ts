import type { Purpose, Role, Tier } from './caller.ts';

/** Purposes a role may ever ask with, its default first (access policy, "Tokens"). */
const OF_ROLE: Readonly<Record<Role, readonly Purpose[]>> = {
  clinician: ['TREAT', 'ETREAT'],
  registrar: ['PATADMIN', 'HPAYMT'],
  analyst: ['HOPERAT', 'HRESCH'],
  privacy_officer: ['HCOMPL'],
  adjudicator: ['HPAYMT'],
  auditor: ['HCOMPL', 'PUBHLTH'],
};

export function rolePurposes(tier: Tier, role: Role | null): readonly Purpose[] {
  if (role !== null) return OF_ROLE[role];
  return tier === 'patient' ? ['PATRQT'] : [];
}
