import { describe, expect, it } from 'vitest';
import { RECORD_TYPES, SCHEMA_DOCUMENTS } from './index.ts';

describe('leaf lists of published schemas', () => {
  it('are published in a fixed order', () => {
    expect(
      SCHEMA_DOCUMENTS.map(({ type, schema, fields }) => `${type}/${schema}: ${fields.join(' ')}`),
    ).toMatchInlineSnapshot(`
      [
        "Patient/1: birthYear sex state zip3 name identifiers telecom address birthDate",
        "Encounter/1: patient organization class status month typeGroup sensitivity period type reason practitioner",
        "Condition/1: patient encounter month codeGroup clinicalStatus sensitivity code onset abatement recordedDate verificationStatus",
        "Claim/1: patient encounter provider insurer use state month typeGroup total paid type created billablePeriod lines diagnoses adjudications history",
        "Observation/1: patient encounter month category status sensitivity code effective issued value interpretation referenceRanges components performer",
        "MedicationRequest/1: patient encounter month status intent category sensitivity medication authoredOn requester reasons dosage",
        "DiagnosticReport/1: patient encounter month category status sensitivity code effective issued performer conclusion conclusionCodes results",
        "ImagingStudy/1: patient encounter month status modality sensitivity started studyUid procedure description series numberOfSeries numberOfInstances",
        "Consent/1: patient organization status scope month decision category dateTime policyRule period provisions",
        "Coverage/1: patient insurer status month type period subscriberId relationship classes",
        "AuditEvent/1: request subgraph tier role subject organization purpose case operation classes patients policies consents outcome",
        "AuditEvent/2: request subgraph tier role subject organization purpose case operation classes patients policies consents outcome emergency unvisited encounters",
      ]
    `);
  });

  it.each(Object.values(RECORD_TYPES))(
    '$type keeps to the limits of the proof format',
    ({ document, see, content }) => {
      expect(document.fields.length).toBeLessThanOrEqual(24);
      expect(new Set(document.fields).size).toBe(document.fields.length);
      for (const name of document.fields) expect(name).toMatch(/^[a-z][A-Za-z0-9]{0,63}$/);
      expect(see.first).toBe(4);
      expect(content.first).toBe(4 + see.names.length);
    },
  );
});
