/** Tiers, roles, purposes of use: FHIR's codes in words. */
export const people = {
  tiers: {
    public: 'Public',
    patient: 'Patient',
    hospital: 'Hospital',
    payer: 'Payer',
    regulator: 'Regulator',
  },
  roles: {
    clinician: 'Clinician',
    registrar: 'Registrar',
    analyst: 'Analyst',
    privacy_officer: 'Privacy officer',
    adjudicator: 'Adjudicator',
    auditor: 'Auditor',
  },
  purposes: {
    TREAT: 'Treatment',
    ETREAT: 'Emergency treatment',
    PATADMIN: 'Patient administration',
    HPAYMT: 'Payment',
    HOPERAT: 'Hospital operations',
    HRESCH: 'Research',
    HCOMPL: 'Oversight',
    PUBHLTH: 'Public health',
    PATRQT: 'Patient request',
  },
  /** What a persona is for, on the sign-in page. */
  tasks: {
    public: 'Verify proofs, see the network’s health',
    patient: 'Own visits, claims and proofs',
    clinician: 'People in care, their visits and results',
    registrar: 'Who the hospital’s people are, their claims',
    analyst: 'Counts only: no rows about people',
    privacy_officer: 'Who is on file, in coarse terms',
    adjudicator: 'Claims of the plan’s members',
    auditor: 'The people of one open case',
  },
  sexes: { MALE: 'Male', FEMALE: 'Female', OTHER: 'Other', UNKNOWN: 'Not known' },
  bornIn: (year: number) => `born ${year}`,
  aged: (band: string) => `aged ${band}`,
  nameHidden: 'Name not shown',
};
