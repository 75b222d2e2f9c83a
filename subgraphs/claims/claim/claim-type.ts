import { claim } from '@caretrail/db/records';
import { type Builder, knownRecord } from '@caretrail/kit';
import { organization, type Stubs } from '../stubs.ts';
import type { Values } from '../values.ts';
import type { ClaimRecord } from './claim-record.ts';

const { see, content } = claim;
const patientOf = knownRecord('Patient');
const encounterOf = knownRecord('Encounter');

export const addClaimType = (builder: Builder, values: Values, stubs: Stubs) =>
  builder.objectRef<ClaimRecord>('Claim').implement({
    description: 'A bill for care, and what the insurer made of it.',
    access: 'claim.see',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      patient: t.field({
        type: stubs.Patient,
        access: 'person.see',
        resolve: ({ patient }, _, context) => patientOf(patient, context),
      }),
      encounter: t.field({
        type: stubs.Encounter,
        access: 'clinical.see',
        resolve: ({ encounter }, _, context) => (encounter === null ? null : encounterOf(encounter, context)),
      }),
      provider: t.field({ type: stubs.Organization, resolve: ({ provider }) => organization(provider) }),
      insurer: t.field({
        type: stubs.Organization,
        resolve: ({ insurer }) => (insurer === null ? null : organization(insurer)),
      }),
      use: t.string({ resolve: (row) => see.fields.use(row) }),
      state: t.field({ type: values.ClaimState, resolve: (row) => see.fields.state(row) }),
      month: t.string({
        description: 'YYYY-MM of its making, in UTC.',
        resolve: (row) => see.fields.month(row),
      }),
      typeGroup: t.string({ resolve: (row) => see.fields.typeGroup(row) }),
      total: t.field({ type: values.Money, resolve: (row) => see.fields.total(row) }),
      paid: t.field({ type: values.Money, resolve: (row) => see.fields.paid(row) }),
      type: t.field({
        type: values.Coding,
        access: 'claim.read',
        resolve: (row) => content.fields.type(row),
      }),
      created: t.field({
        type: 'DateTime',
        access: 'claim.read',
        resolve: (row) => content.fields.created(row),
      }),
      billablePeriod: t.field({
        type: values.Period,
        access: 'claim.read',
        resolve: (row) => content.fields.billablePeriod(row),
      }),
      lines: t.field({
        type: [values.ClaimLine],
        access: 'claim.read',
        resolve: (row) => content.fields.lines(row),
      }),
      diagnoses: t.field({
        type: [values.Coding],
        access: 'claim.read',
        resolve: (row) => content.fields.diagnoses(row),
      }),
      adjudications: t.field({
        type: [values.Adjudication],
        access: 'claim.read',
        resolve: (row) => content.fields.adjudications(row),
      }),
      history: t.field({
        type: [values.ClaimStep],
        access: 'claim.read',
        resolve: (row) => content.fields.history(row),
      }),
    }),
  });

export type ClaimRef = ReturnType<typeof addClaimType>;
