import { type Builder, type GrantedRow, knownRecord, stub } from '@caretrail/kit';

/** Records of the patients subgraph that claims refer to, or hang on. */
export const addStubs = (builder: Builder) => ({
  Patient: stub<GrantedRow>(builder, 'Patient', knownRecord('Patient')),
  Encounter: stub<GrantedRow>(builder, 'Encounter', knownRecord('Encounter')),
  // Organizations are open: the id is all that this subgraph knows of one.
  Organization: stub<GrantedRow>(builder, 'Organization', async (id) => organization(id)),
});

export const organization = (id: string): GrantedRow => ({
  id,
  grants: { patient: null, relations: {}, consents: [] },
});

export type Stubs = ReturnType<typeof addStubs>;
