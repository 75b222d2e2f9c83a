import { encounter } from '@caretrail/db/records';
import type { Builder } from '@caretrail/kit';
import { type OrganizationRef, organizationLoader } from '../directory/organization.ts';
import { type PractitionerRef, practitionerLoader } from '../directory/practitioner.ts';
import type { Loaders } from '../loaders.ts';
import type { PatientRef } from '../patient/patient-type.ts';
import type { Values } from '../values.ts';
import type { EncounterRecord } from './encounter-record.ts';

const { see, content } = encounter;

interface Around {
  readonly loaders: Loaders;
  readonly Patient: PatientRef;
  readonly Organization: OrganizationRef;
  readonly Practitioner: PractitionerRef;
}

export const addEncounterType = (builder: Builder, values: Values, around: Around) =>
  builder.objectRef<EncounterRecord>('Encounter').implement({
    description: 'A visit, a stay, or another contact with care.',
    access: 'clinical.see',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      patient: t.field({
        type: around.Patient,
        access: 'person.see',
        resolve: ({ patient }, _, context) => around.loaders.patients(context).byId(patient),
      }),
      organization: t.field({
        type: around.Organization,
        resolve: ({ organization }, _, context) =>
          organization === null ? null : context.use(organizationLoader).load(organization),
      }),
      class: t.string({ resolve: (row) => see.fields.class(row) }),
      status: t.string({ resolve: (row) => see.fields.status(row) }),
      month: t.string({
        description: 'YYYY-MM of the start, in UTC.',
        resolve: (row) => see.fields.month(row),
      }),
      typeGroup: t.string({ resolve: (row) => see.fields.typeGroup(row) }),
      sensitivity: t.string({
        description: 'N, R or V (HL7 confidentiality).',
        resolve: (row) => see.fields.sensitivity(row),
      }),
      period: t.field({
        type: values.Period,
        access: 'clinical.read',
        resolve: (row) => content.fields.period(row),
      }),
      type: t.field({
        type: values.Coding,
        access: 'clinical.read',
        resolve: (row) => content.fields.type(row),
      }),
      reason: t.field({
        type: values.Coding,
        access: 'clinical.read',
        resolve: (row) => content.fields.reason(row),
      }),
      practitioner: t.field({
        type: around.Practitioner,
        access: 'clinical.read',
        resolve: ({ practitioner }, _, context) =>
          practitioner === null ? null : context.use(practitionerLoader).load(practitioner),
      }),
    }),
  });

export type EncounterRef = ReturnType<typeof addEncounterType>;
