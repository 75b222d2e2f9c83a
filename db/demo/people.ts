import type fhir4 from 'fhir/r4.js';
import type { Calendar } from './calendar.ts';
import { type Gender, type PersonName, randomName } from './names.ts';
import type { Random } from './random.ts';

export interface Person {
  readonly age: number;
  readonly resource: fhir4.Patient & { id: string };
}

/** What is decided about someone beforehand; the rest is chance. */
export interface Given {
  readonly name?: PersonName;
  readonly gender?: Gender;
  readonly age?: number;
  readonly place?: Place;
}

interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** Towns in three states; 036 and 059 are areas with too few people for their ZIP3 to be shown. */
const PLACES: readonly Place[] = [
  { city: 'Salem', state: 'MA', zip: '01970' },
  { city: 'Worcester', state: 'MA', zip: '01608' },
  { city: 'Springfield', state: 'MA', zip: '01103' },
  { city: 'Boston', state: 'MA', zip: '02115' },
  { city: 'Lowell', state: 'MA', zip: '01852' },
  { city: 'Nashua', state: 'NH', zip: '03060' },
  { city: 'Keene', state: 'NH', zip: '03431' },
  { city: 'Walpole', state: 'NH', zip: '03608' },
  { city: 'Burlington', state: 'VT', zip: '05401' },
  { city: 'Guildhall', state: 'VT', zip: '05905' },
];

const STREETS = [
  'Elm Street',
  'Harbor Road',
  'Mill Lane',
  'Orchard Avenue',
  'Pine Street',
  'River Way',
  'School Street',
];

export function makePerson(random: Random, calendar: Calendar, number: number, given: Given = {}): Person {
  const gender = given.gender ?? random.pick(['female', 'male']);
  const { family, given: first, text } = given.name ?? randomName(random, gender);
  const age = given.age ?? randomAge(random);
  const place = given.place ?? random.pick(PLACES);
  const record = String(number).padStart(6, '0');
  const resource: fhir4.Patient & { id: string } = {
    resourceType: 'Patient',
    id: `demo-patient-${number}`,
    identifier: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
        system: 'urn:caretrail:demo:mrn',
        value: `MRN-${record}`,
      },
    ],
    name: [{ use: 'official', family, given: [first], text }],
    telecom: [
      { system: 'phone', value: `555-01${String(random.between(0, 99)).padStart(2, '0')}`, use: 'home' },
    ],
    gender,
    birthDate: calendar.birthDate(age, random.between(1, 364)),
    address: [
      {
        use: 'home',
        line: [`${random.between(1, 240)} ${random.pick(STREETS)}`],
        city: place.city,
        state: place.state,
        postalCode: place.zip,
        country: 'US',
      },
    ],
  };
  return { age, resource };
}

/** All ages, some over 89: their birth year is one that coarse readers do not get. */
function randomAge(random: Random): number {
  const kind = random.next();
  if (kind < 0.15) return random.between(0, 17);
  if (kind < 0.75) return random.between(18, 69);
  return kind < 0.96 ? random.between(70, 89) : random.between(90, 99);
}
