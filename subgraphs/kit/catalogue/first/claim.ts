import { patientSelf, staff } from '../admit.ts';
import { policy } from '../policy.ts';

const RESOURCES = ['Claim', 'ExplanationOfBenefit', 'ClaimResponse', 'Coverage'] as const;

export const CLAIM = [
  policy({
    id: 'claim.see',
    title: 'That care was billed, in coarse terms',
    why: 'State, month, parties and totals let every party to a claim, and those who oversee them, follow the money.',
    dataClass: 'claim',
    resources: RESOURCES,
    admits: [
      patientSelf,
      staff('clinician', ['TREAT'], ['treating', 'provider']),
      staff('registrar', ['HPAYMT'], ['provider']),
      staff('privacy_officer', ['HCOMPL'], ['custodian']),
      staff('adjudicator', ['HPAYMT'], ['insurer']),
      staff('auditor', ['HCOMPL'], ['case']),
    ],
  }),
  policy({
    id: 'claim.read',
    title: 'What exactly was billed and decided',
    why: 'Lines, diagnoses and adjudications tell of the illness: they are for the person, the provider that bills and the insurer that pays.',
    see: 'claim.see',
    dataClass: 'claim',
    resources: RESOURCES,
    admits: [
      patientSelf,
      staff('clinician', ['TREAT'], ['provider']),
      staff('registrar', ['HPAYMT'], ['provider']),
      staff('adjudicator', ['HPAYMT'], ['insurer']),
    ],
  }),
] as const;
