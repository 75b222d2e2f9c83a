/** One way through a policy; what is null is any. */
export interface Admit {
  readonly tier: string;
  readonly role: string | null;
  readonly purposes: readonly string[];
  /** One of them must hold. */
  readonly relations: readonly string[];
}

interface Policy {
  /** What a decision of the person must name, or leave open, to speak of it. */
  readonly dataClass: string;
  readonly admits: readonly Admit[];
}

const self: Admit = { tier: 'patient', role: null, purposes: ['PATRQT'], relations: ['self'] };
const TIER: Readonly<Record<string, string>> = { adjudicator: 'payer', auditor: 'regulator' };
const staff = (role: string, purposes: string, relations: string): Admit => ({
  ...{ tier: TIER[role] ?? 'hospital', role },
  ...{ purposes: purposes.split(' '), relations: relations.split(' ') },
});
const care = staff('clinician', 'TREAT ETREAT', 'treating consented breakGlass');

/**
 * The access policy once more, copied by hand from its document and from nothing else: a second opinion on the catalogue
 * that hub, subgraphs and database are made of.
 */
const POLICIES = {
  'person.see': {
    dataClass: 'person',
    admits: [
      self,
      care,
      staff('registrar', 'PATADMIN HPAYMT', 'custodian'),
      staff('privacy_officer', 'HCOMPL', 'custodian'),
      staff('adjudicator', 'HPAYMT', 'insurer'),
      staff('auditor', 'HCOMPL PUBHLTH', 'case'),
    ],
  },
  'person.identify': {
    dataClass: 'identity',
    admits: [self, care, staff('registrar', 'PATADMIN', 'custodian')],
  },
  'clinical.see': {
    dataClass: 'clinical',
    admits: [
      self,
      care,
      staff('privacy_officer', 'HCOMPL', 'custodian'),
      staff('auditor', 'HCOMPL PUBHLTH', 'case'),
    ],
  },
  'clinical.read': { dataClass: 'clinical', admits: [self, care] },
  'claim.see': {
    dataClass: 'claim',
    admits: [
      self,
      staff('clinician', 'TREAT', 'treating provider'),
      staff('registrar', 'HPAYMT', 'provider'),
      staff('privacy_officer', 'HCOMPL', 'custodian'),
      staff('adjudicator', 'HPAYMT', 'insurer'),
      staff('auditor', 'HCOMPL', 'case'),
    ],
  },
  'claim.read': {
    dataClass: 'claim',
    admits: [
      self,
      staff('clinician', 'TREAT', 'provider'),
      staff('registrar', 'HPAYMT', 'provider'),
      staff('adjudicator', 'HPAYMT', 'insurer'),
    ],
  },
  'consent.read': {
    dataClass: 'consent',
    admits: [self, staff('clinician', 'TREAT', 'grantee'), staff('auditor', 'HCOMPL', 'case')],
  },
} as const satisfies Readonly<Record<string, Policy>>;

export type PolicyName = keyof typeof POLICIES;
export const policyOf = (name: PolicyName): Policy => POLICIES[name];
