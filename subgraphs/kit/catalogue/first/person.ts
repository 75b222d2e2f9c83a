import { patientSelf, staff } from '../admit.ts';
import { DATA_CLASSES, policy } from '../policy.ts';

export const PERSON = [
  policy({
    id: 'person.see',
    title: 'That a person is known, in coarse terms',
    why: 'Care, payment and oversight must be able to speak of a case without naming the person: random id, pseudonym, birth year, sex, state and a ZIP3 large enough to hide in.',
    dataClass: 'person',
    permittedBy: DATA_CLASSES,
    resources: ['Patient'],
    admits: [
      patientSelf,
      staff('clinician', ['TREAT', 'ETREAT'], ['treating', 'consented', 'breakGlass']),
      staff('registrar', ['PATADMIN', 'HPAYMT'], ['custodian']),
      staff('privacy_officer', ['HCOMPL'], ['custodian']),
      staff('adjudicator', ['HPAYMT'], ['insurer']),
      staff('auditor', ['HCOMPL', 'PUBHLTH'], ['case']),
    ],
  }),
  policy({
    id: 'person.identify',
    title: 'Who the person is',
    why: 'Names, identifiers, contact, address and birth date are for the person, for those who treat them and for the registrar who keeps the record; nobody else needs them for their task.',
    see: 'person.see',
    dataClass: 'identity',
    resources: ['Patient'],
    admits: [
      patientSelf,
      staff('clinician', ['TREAT', 'ETREAT'], ['treating', 'consented', 'breakGlass']),
      staff('registrar', ['PATADMIN'], ['custodian']),
    ],
  }),
] as const;
