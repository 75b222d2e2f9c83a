import { type Caller, PUBLIC_CALLER, type Purpose, type Role, type Tier } from '@caretrail/kit';
import { CASE, PEOPLE } from './people.ts';

const staff = (tier: Tier, role: Role, organization: string, purposes: readonly Purpose[]): Caller => ({
  ...PUBLIC_CALLER,
  tier,
  role,
  organization,
  subject: `${role}@${organization}`,
  purpose: purposes[0] ?? null,
  purposes,
});

/** One caller a role, at Lakeside, Harbor Mutual and the health authority, and a few of elsewhere. */
export const CALLERS = {
  public: PUBLIC_CALLER,
  patient: {
    ...PUBLIC_CALLER,
    tier: 'patient',
    subject: PEOPLE.ada,
    purpose: 'PATRQT',
    purposes: ['PATRQT'],
  },
  clinician: staff('hospital', 'clinician', 'lakeside', ['TREAT', 'ETREAT']),
  registrar: staff('hospital', 'registrar', 'lakeside', ['PATADMIN', 'HPAYMT']),
  analyst: staff('hospital', 'analyst', 'lakeside', ['HOPERAT', 'HRESCH']),
  privacyOfficer: staff('hospital', 'privacy_officer', 'lakeside', ['HCOMPL']),
  adjudicator: staff('payer', 'adjudicator', 'harbor-mutual', ['HPAYMT']),
  auditor: { ...staff('regulator', 'auditor', 'health-authority', ['HCOMPL', 'PUBHLTH']), case: CASE },
} as const satisfies Record<string, Caller>;

export const clinicianAt = (organization: string): Caller =>
  staff('hospital', 'clinician', organization, ['TREAT', 'ETREAT']);
