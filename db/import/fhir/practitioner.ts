import type fhir4 from 'fhir/r4.js';
import { nameLine, officialName } from './datatypes.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { aliases } from './references.ts';

export interface PractitionerPayload {
  readonly name: string;
  readonly npi: string | null;
}

const NPI = 'http://hl7.org/fhir/sid/us-npi';

export function mapPractitioner(resource: Element<fhir4.Practitioner>): Mapped<PractitionerPayload> {
  const name = officialName(resource.elements('name'));
  const line = name === null ? '' : nameLine(name);
  const npi = resource.elements('identifier').find((identifier) => identifier.text('system') === NPI);
  return {
    keys: NO_KEYS,
    at: null,
    payload: { name: line === '' ? 'Unnamed practitioner' : line, npi: npi?.text('value') ?? null },
    aliases: aliases(resource.elements('identifier')),
  };
}
