import type fhir4 from 'fhir/r4.js';
import type { Calendar } from './calendar.ts';
import type { Clinic } from './clinics.ts';

const CLINICAL = [
  'Encounter',
  'Condition',
  'Observation',
  'DiagnosticReport',
  'ImagingStudy',
  'MedicationRequest',
];

interface Decision {
  readonly number: number;
  readonly person: number;
  readonly daysAgo: number;
  readonly status?: 'inactive';
  readonly provision: fhir4.ConsentProvision;
}

/** Decisions that came as documents, in every form: a permit for research, one for treatment, a deny of all but one, a past one. */
export function makeConsents(calendar: Calendar, clinics: readonly Clinic[]): readonly object[] {
  const at = (hospital: string): fhir4.ConsentProvisionActor => ({
    role: { coding: [{ code: 'PRCP' }] },
    reference: {
      reference: `Organization/${clinics.find((clinic) => clinic.hospital === hospital)?.organization.id}`,
    },
  });
  const classes = CLINICAL.map((code) => ({ system: 'http://hl7.org/fhir/resource-types', code }));
  const purpose = (code: string) => [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code }];
  const permit = (hospital: string, code: string): fhir4.ConsentProvision => ({
    ...{ type: 'permit', actor: [at(hospital)], purpose: purpose(code), class: classes },
  });
  const decisions: readonly Decision[] = [
    { number: 1, person: 1, daysAgo: 80, provision: permit('lakeside', 'HRESCH') },
    { number: 2, person: 49, daysAgo: 120, provision: permit('northgate', 'TREAT') },
    {
      ...{ number: 3, person: 56, daysAgo: 45 },
      provision: {
        ...{ type: 'deny', class: classes },
        provision: [{ type: 'permit', actor: [at('lakeside')], class: classes }],
      },
    },
    { number: 4, person: 63, daysAgo: 500, status: 'inactive', provision: permit('lakeside', 'TREAT') },
  ];
  return decisions.map((decision) => document(calendar, decision));
}

function document(calendar: Calendar, { number, person, daysAgo, status, provision }: Decision) {
  const consent: fhir4.Consent = {
    resourceType: 'Consent',
    id: `demo-consent-${number}`,
    status: status ?? 'active',
    scope: { coding: [{ code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Patient Consent' }] }],
    patient: { reference: `Patient/demo-patient-${person}` },
    dateTime: calendar.instant(daysAgo, 600),
    provision: { ...provision, period: { start: calendar.day(daysAgo), end: calendar.day(-730) } },
  };
  return consent;
}

/** Who insures a person, and since when. */
export function makeCoverage(
  calendar: Calendar,
  patient: fhir4.Patient & { id: string },
  insurance: string,
): object {
  const number = patient.id.slice('demo-patient-'.length);
  const coverage: fhir4.Coverage = {
    resourceType: 'Coverage',
    id: `demo-coverage-${number}`,
    status: 'active',
    type: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
          code: 'EHCPOL',
          display: 'Extended healthcare',
        },
      ],
    },
    beneficiary: { reference: `Patient/${patient.id}` },
    subscriberId: `S-${number.padStart(6, '0')}`,
    relationship: { coding: [{ code: 'self' }] },
    period: { start: calendar.day(1_900 + (Number(number) % 400)) },
    payor: [{ display: insurance }],
    class: [{ type: { coding: [{ code: 'plan' }] }, value: 'basic', name: 'Basic plan' }],
  };
  return coverage;
}
