/** Someone of a member's staff: their subject is an id, not a name. */
export interface Staff {
  readonly name: string;
  readonly tier: 'hospital' | 'payer' | 'regulator';
  readonly role: 'clinician' | 'registrar' | 'analyst' | 'privacy_officer' | 'adjudicator' | 'auditor';
  readonly organization: string;
  readonly subject: string;
  /** The first is the default. */
  readonly purposes: readonly string[];
}

const hospital = (
  name: string,
  role: Staff['role'],
  organization: string,
  purposes: readonly string[],
): Staff => ({
  ...{ name, tier: 'hospital', role, organization, purposes },
  subject: `${organization}.${role.replace('_', '-')}.1`,
});

export const CLINICIAN = hospital('clinician', 'clinician', 'lakeside', ['TREAT', 'ETREAT']);
export const NORTHGATE_CLINICIAN = hospital('clinician-northgate', 'clinician', 'northgate', [
  'TREAT',
  'ETREAT',
]);

export const AUDITOR: Staff = {
  ...{ name: 'auditor', tier: 'regulator', role: 'auditor', organization: 'health-authority' },
  subject: 'health-authority.auditor.1',
  purposes: ['HCOMPL', 'PUBHLTH'],
};

const adjudicator = (name: string, organization: string): Staff => ({
  ...{ name, tier: 'payer', role: 'adjudicator', organization },
  subject: `${organization}.adjudicator.1`,
  purposes: ['HPAYMT'],
});

export const STAFF: readonly Staff[] = [
  CLINICIAN,
  NORTHGATE_CLINICIAN,
  hospital('registrar', 'registrar', 'lakeside', ['PATADMIN', 'HPAYMT']),
  hospital('analyst', 'analyst', 'lakeside', ['HOPERAT', 'HRESCH']),
  hospital('privacy-officer', 'privacy_officer', 'lakeside', ['HCOMPL']),
  adjudicator('adjudicator', 'harbor-mutual'),
  adjudicator('adjudicator-unity', 'unity-health'),
  AUDITOR,
];
