import { type Caller, PUBLIC_CALLER, type Role, rolePurposes, type Tier } from '@caretrail/kit';

function caller(tier: Tier, role: Role | null, more: Partial<Caller> = {}): Caller {
  const purposes = rolePurposes(tier, role);
  return {
    ...PUBLIC_CALLER,
    tier,
    role,
    subject: `${role ?? tier}-1`,
    organization: tier === 'hospital' ? 'lakeside' : tier === 'payer' ? 'harbor-mutual' : null,
    purpose: purposes[0] ?? null,
    purposes,
    authenticatedAt: Math.floor(Date.now() / 1000),
    ...more,
  };
}

/** One caller of each tier and role, with the role's first purpose. */
export const CALLERS = {
  public: PUBLIC_CALLER,
  patient: caller('patient', null, { subject: 'p1' }),
  clinician: caller('hospital', 'clinician'),
  registrar: caller('hospital', 'registrar'),
  analyst: caller('hospital', 'analyst'),
  privacy_officer: caller('hospital', 'privacy_officer'),
  adjudicator: caller('payer', 'adjudicator'),
  auditor: caller('regulator', 'auditor', { case: '00000000-0000-4000-8000-00000000000c' }),
  auditorWithoutCase: caller('regulator', 'auditor'),
} as const satisfies Readonly<Record<string, Caller>>;
export type CallerName = keyof typeof CALLERS;
