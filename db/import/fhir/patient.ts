import type fhir4 from 'fhir/r4.js';
import {
  birthYear,
  type PatientIdentityRow,
  type PatientRow,
  type Sex,
  safeZip3,
} from '../../records/index.ts';
import { contactPoint, homeAddress, identifier, officialName } from './datatypes.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { aliases } from './references.ts';

export interface PatientPayload {
  readonly see: PatientRow;
  readonly content: PatientIdentityRow;
}

/** FHIR AdministrativeGender, in the graph's spelling. */
const SEX_OF: Readonly<Record<string, Sex>> = {
  male: 'MALE',
  female: 'FEMALE',
  other: 'OTHER',
  unknown: 'UNKNOWN',
};

/** Narrative, contacts and extensions are not held: they name people and say nothing that the graph shows. */
export function mapPatient(resource: Element<fhir4.Patient>): Mapped<PatientPayload> {
  const place = homeAddress(resource.elements('address'));
  const gender = resource.code('gender', ['male', 'female', 'other', 'unknown']);
  const birthDate = resource.date('birthDate');
  return {
    keys: NO_KEYS,
    at: null,
    payload: {
      see: {
        birth_year: birthYear(birthDate),
        sex: gender === null ? null : (SEX_OF[gender] ?? null),
        state: place?.state ?? null,
        zip3: safeZip3(place?.postalCode ?? null, place?.country ?? null),
      },
      content: {
        name: officialName(resource.elements('name')),
        identifiers: resource.elements('identifier').map(identifier),
        telecom: resource.elements('telecom').map(contactPoint),
        address: place,
        birth_date: birthDate,
      },
    },
    aliases: aliases(resource.elements('identifier')),
  };
}
