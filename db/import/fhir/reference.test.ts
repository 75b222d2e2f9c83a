import { describe, expect, it } from 'vitest';
import { identifierKey, resourceKey } from './reference.ts';

describe('a reference', () => {
  it.each([
    [
      'urn:uuid:018F428E-34f6-4707-8009-5ad742f901e7',
      { type: null, id: '018f428e-34f6-4707-8009-5ad742f901e7' },
    ],
    ['Patient/1', { type: 'Patient', id: '1' }],
    ['Patient/1/_history/4', { type: 'Patient', id: '1' }],
    ['https://example.org/fhir/r4/Patient/a-b.c', { type: 'Patient', id: 'a-b.c' }],
    ['Organization?identifier=urn:oid:1|2', { type: 'Organization', id: identifierKey('urn:oid:1|2') }],
    ['Practitioner?identifier=http%3A%2F%2Fa|2', { type: 'Practitioner', id: identifierKey('http://a|2') }],
  ])('%s names a resource', (reference, key) => expect(resourceKey(reference)).toEqual(key));

  it.each([
    '#contained',
    'Organization?name=Clinic',
    'Organization?identifier=1&active=true',
    'urn:oid:1.2.3',
    'Patient/',
    'Patient/a b',
    `Patient/${'x'.repeat(65)}`,
    'patient/1',
    'javascript:alert(1)',
    '',
  ])('%s names nothing that can be looked up', (reference) => expect(resourceKey(reference)).toBeNull());
});
