import { claim, condition, encounter, explanation, patient } from '../../import/test/resources.ts';

const coding = (mark: string) => [{ system: `urn:${mark}`, code: mark, display: mark }];

/** A person, a visit, a finding, a result, a claim with its answer, a coverage and a consent, each with a mark. */
export function marked(id: string, mark: string): object[] {
  const of = (type: string) => `${type}-${id}`;
  const subject = { reference: `Patient/${id}` };
  const visit = { reference: `Encounter/${of('enc')}` };
  return [
    patient(id, {
      name: [{ family: mark, given: [`${mark}a`] }],
      identifier: [{ system: 'urn:mrn', value: `${mark}-1` }],
      telecom: [{ system: 'phone', value: `${mark}-555` }],
      address: [{ line: [mark], city: mark, state: 'MA', postalCode: '01970' }],
      birthDate: '1956-08-03',
    }),
    encounter(of('enc'), id, 'org', {
      type: [{ coding: coding(mark) }],
      reasonCode: [{ coding: coding(mark) }],
    }),
    condition(of('con'), id, of('enc'), { code: { coding: coding(mark) } }),
    {
      resourceType: 'Observation',
      ...{ id: of('obs'), status: 'final', subject, encounter: visit, code: { coding: coding(mark) } },
      category: [{ coding: [{ code: 'laboratory' }] }],
      ...{ effectiveDateTime: '2020-03-01T09:00:00Z', valueCodeableConcept: { text: mark } },
    },
    {
      resourceType: 'MedicationRequest',
      ...{ id: of('med'), status: 'active', intent: 'order', subject, encounter: visit },
      ...{ medicationCodeableConcept: { coding: coding(mark) }, dosageInstruction: [{ text: mark }] },
    },
    {
      resourceType: 'DiagnosticReport',
      ...{ id: of('rep'), status: 'final', subject, encounter: visit, conclusion: mark },
      ...{ code: { coding: coding(mark) }, result: [{ reference: `Observation/${of('obs')}` }] },
    },
    {
      resourceType: 'ImagingStudy',
      ...{ id: of('img'), status: 'available', subject, encounter: visit, started: '2020-03-01T10:10:00Z' },
      ...{ description: mark, series: [{ uid: '1.2.3.4', number: 1, modality: { code: 'CT' } }] },
    },
    {
      resourceType: 'Coverage',
      ...{ id: of('cov'), status: 'active', beneficiary: subject, payor: [{ display: 'private' }] },
      subscriberId: mark,
    },
    claim(of('claim'), id, 'org', of('enc'), {
      diagnosis: [{ sequence: 1, diagnosisCodeableConcept: { coding: coding(mark) } }],
    }),
    explanation(of('eob'), of('claim'), id),
    {
      resourceType: 'Consent',
      ...{ id: of('consent'), status: 'active', patient: subject, dateTime: '2020-03-01' },
      scope: { coding: [{ code: 'patient-privacy' }] },
      category: [{ coding: coding(mark) }],
      provision: {
        type: 'deny',
        actor: [{ role: { text: 'x' }, reference: { reference: 'Organization/org' } }],
      },
    },
  ];
}
