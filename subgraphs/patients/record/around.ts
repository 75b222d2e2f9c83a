import type { OrganizationRef } from '../directory/organization.ts';
import type { PractitionerRef } from '../directory/practitioner.ts';
import type { EncounterRef } from '../encounter/encounter-type.ts';
import type { Loaders } from '../loaders.ts';
import type { PatientRef } from '../patient/patient-type.ts';
import type { Values } from '../values.ts';

/** What the record types of this subgraph lead to. */
export interface Around {
  readonly values: Values;
  readonly loaders: Loaders;
  readonly Patient: PatientRef;
  readonly Encounter: EncounterRef;
  readonly Organization: OrganizationRef;
  readonly Practitioner: PractitionerRef;
}
