import type fhir4 from 'fhir/r4.js';
import { conceptCode } from './datatypes.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { aliases } from './references.ts';

export interface OrganizationPayload {
  readonly name: string;
  readonly kind: string | null;
}

export function mapOrganization(resource: Element<fhir4.Organization>): Mapped<OrganizationPayload> {
  const name = resource.text('name') ?? 'Unnamed organization';
  const kind = conceptCode(resource.elements('type')[0] ?? null);
  return {
    keys: NO_KEYS,
    at: null,
    payload: { name, kind },
    aliases: aliases(resource.elements('identifier')),
  };
}
