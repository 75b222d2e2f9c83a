import type fhir4 from 'fhir/r4.js';

/** Small, whole resources for tests; `change` puts other elements over them. */
export function organization(id: string, change: object = {}): object {
  const resource: fhir4.Organization = {
    resourceType: 'Organization',
    id,
    name: `Clinic ${id}`,
    type: [{ coding: [{ code: 'prov' }] }],
  };
  return { ...resource, ...change };
}

export function practitioner(id: string): object {
  const resource: fhir4.Practitioner = {
    resourceType: 'Practitioner',
    id,
    name: [{ prefix: ['Dr.'], given: ['Ada'], family: 'Hilpert' }],
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '160' }],
  };
  return resource;
}

export function patient(id: string, change: object = {}): object {
  const resource: fhir4.Patient = {
    resourceType: 'Patient',
    id,
    name: [{ use: 'official', family: 'Koepp', given: ['Abdul'] }],
    gender: 'male',
    birthDate: '1956-08-03',
    address: [{ line: ['1 Elm Street'], city: 'Salem', state: 'MA', postalCode: '01970', country: 'US' }],
  };
  return { ...resource, ...change };
}

export function encounter(id: string, subject: string, provider: string, change: object = {}): object {
  const resource: fhir4.Encounter = {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { code: 'AMB' },
    type: [{ coding: [{ system: 'http://snomed.info/sct', code: '185349003', display: 'Check up' }] }],
    subject: { reference: `Patient/${subject}` },
    serviceProvider: { reference: `Organization/${provider}` },
    period: { start: '2020-03-01T10:00:00+01:00', end: '2020-03-01T10:30:00+01:00' },
  };
  return { ...resource, ...change };
}

export function condition(id: string, subject: string, visit: string, change: object = {}): object {
  const resource: fhir4.Condition = {
    resourceType: 'Condition',
    id,
    subject: { reference: `Patient/${subject}` },
    encounter: { reference: `Encounter/${visit}` },
    code: { coding: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' }] },
    clinicalStatus: { coding: [{ code: 'active' }] },
    onsetDateTime: '2020-03-01',
  };
  return { ...resource, ...change };
}

/** The total comes as text: `JSON.stringify` would take the scale of `1.10`. */
export function claim(
  id: string,
  subject: string,
  provider: string,
  visit: string,
  change: object = {},
): object {
  const resource: fhir4.Claim = {
    resourceType: 'Claim',
    id,
    status: 'active',
    type: { coding: [{ code: 'institutional' }] },
    use: 'claim',
    patient: { reference: `Patient/${subject}` },
    created: '2020-03-01T11:00:00+01:00',
    provider: { reference: `Organization/${provider}` },
    priority: { coding: [{ code: 'normal' }] },
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'private' } }],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ code: '185349003' }] },
        encounter: [{ reference: `Encounter/${visit}` }],
      },
    ],
    total: { value: 125, currency: 'USD' },
  };
  return { ...resource, ...change };
}

export function explanation(id: string, billed: string, subject: string, change: object = {}): object {
  const resource: fhir4.ExplanationOfBenefit = {
    resourceType: 'ExplanationOfBenefit',
    id,
    status: 'active',
    type: { coding: [{ code: 'institutional' }] },
    use: 'claim',
    patient: { reference: `Patient/${subject}` },
    created: '2020-03-05T11:00:00+01:00',
    insurer: { display: 'private' },
    provider: { display: 'somebody' },
    claim: { reference: `Claim/${billed}` },
    outcome: 'complete',
    insurance: [{ focal: true, coverage: { display: 'private' } }],
    payment: { amount: { value: 100, currency: 'USD' } },
  };
  return { ...resource, ...change };
}

/** One patient with a visit, a finding, a claim and the insurer's answer, in the worst order. */
export function onePatient(): object[] {
  return [
    explanation('eob', 'claim', 'pat'),
    claim('claim', 'pat', 'org', 'enc', {
      diagnosis: [{ sequence: 1, diagnosisReference: { reference: 'Condition/con' } }],
    }),
    condition('con', 'pat', 'enc'),
    encounter('enc', 'pat', 'org', { participant: [{ individual: { reference: 'Practitioner/pra' } }] }),
    patient('pat'),
    practitioner('pra'),
    organization('org'),
  ];
}
