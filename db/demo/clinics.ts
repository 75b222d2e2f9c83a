import type fhir4 from 'fhir/r4.js';
import type { Members } from '../import/member/members.ts';
import { randomName } from './names.ts';
import type { Random } from './random.ts';

/** A place of a hospital where people are treated, with those who treat them. */
export interface Clinic {
  readonly hospital: string;
  readonly organization: fhir4.Organization;
  readonly practitioners: readonly fhir4.Practitioner[];
}

const PLACES: readonly (readonly [hospital: string, name: string])[] = [
  ['lakeside', 'Lakeside Hospital, Main Campus'],
  ['lakeside', 'Lakeside Family Practice'],
  ['northgate', 'Northgate Medical Center'],
  ['northgate', 'Northgate Urgent Care'],
  ['saint-anne', 'Saint Anne Hospital'],
  ['saint-anne', 'Saint Anne Women’s and Children’s Clinic'],
];

const PRACTITIONERS = 3;

export function makeClinics(random: Random, members: Members): readonly Clinic[] {
  return PLACES.map(([hospital, name], place) => ({
    hospital,
    organization: {
      resourceType: 'Organization',
      id: idFor(`demo-clinic-${place + 1}`, (id) => members.hospital(id) === hospital),
      active: true,
      name,
      type: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] },
      ],
    },
    practitioners: Array.from({ length: PRACTITIONERS }, (_, at) =>
      practitioner(random, place * PRACTITIONERS + at + 1),
    ),
  }));
}

/** The importer gives an organization to a hospital by a hash of its id: ids are tried until the right one has it. */
export function idFor(stem: string, fits: (id: string) => boolean): string {
  for (let number = 0; number < 10_000; number++) {
    const id = `${stem}-${number}`;
    if (fits(id)) return id;
  }
  throw new RangeError(`no id with the stem ${stem} fits`);
}

function practitioner(random: Random, number: number): fhir4.Practitioner {
  const { family, given, text } = randomName(random, random.pick(['female', 'male']));
  return {
    resourceType: 'Practitioner',
    id: `demo-practitioner-${number}`,
    active: true,
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: String(1_000_000_000 + number * 7_919) }],
    name: [{ family, given: [given], prefix: ['Dr.'], text: `Dr. ${text}` }],
  };
}
