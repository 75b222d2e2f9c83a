import { patientSelf, staff } from '../admit.ts';
import { policy } from '../policy.ts';

const RESOURCES = [
  'Encounter',
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ImagingStudy',
  'MedicationRequest',
] as const;

export const CLINICAL = [
  policy({
    id: 'clinical.see',
    title: 'That care took place, in coarse terms',
    why: 'Month, class, organization and code group let compliance and oversight follow what happened without reading what was found.',
    dataClass: 'clinical',
    resources: RESOURCES,
    admits: [
      patientSelf,
      staff('clinician', ['TREAT', 'ETREAT'], ['treating', 'consented', 'breakGlass']),
      staff('privacy_officer', ['HCOMPL'], ['custodian']),
      staff('auditor', ['HCOMPL', 'PUBHLTH'], ['case']),
    ],
  }),
  policy({
    id: 'clinical.read',
    title: 'What was found and done',
    why: 'Exact times, codes, values, notes and images belong to the person and to those who treat them.',
    see: 'clinical.see',
    dataClass: 'clinical',
    resources: RESOURCES,
    admits: [patientSelf, staff('clinician', ['TREAT', 'ETREAT'], ['treating', 'consented', 'breakGlass'])],
  }),
] as const;
