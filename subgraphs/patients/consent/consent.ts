import { type ConsentDetailRow, type ConsentRow, consent } from '@caretrail/db/records';
import { type Builder, type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import { organizationLoader } from '../directory/organization.ts';
import type { Around } from '../record/around.ts';
import { addConsentValues } from './consent-values.ts';

type Row = Loaded<ConsentRow & ConsentDetailRow>;

export function consentDeclaration(builder: Builder, around: Around): RecordDeclaration<Row> {
  const { values, loaders, Patient, Organization } = around;
  const { Decision, Provision } = addConsentValues(builder, around);
  return {
    type: consent,
    description: 'A decision of a person on who may see what: a base rule and its exceptions.',
    root: 'consent',
    list: 'consents',
    references: [
      {
        field: 'patient',
        to: 'Patient',
        id: (row) => row.patient,
        load: (id, context) => loaders.patients(context).byId(id),
      },
    ],
    fields: (t) => {
      const shown = leafFields(t, consent.see);
      const read = leafFields(t, consent.content);
      return {
        patient: t.field({
          type: Patient,
          access: 'person.see',
          resolve: ({ patient }, _, context) => loaders.patients(context).byId(patient) as never,
        }),
        organization: t.field({
          type: Organization,
          description: 'Who manages the decision.',
          resolve: ({ organization }, _, context) =>
            organization === null ? null : context.use(organizationLoader).load(organization),
        }),
        status: shown('status', 'String'),
        scope: shown('scope', 'String'),
        month: shown('month', 'String', 'YYYY-MM of the decision, in UTC.'),
        decision: shown('decision', Decision, 'The base rule.'),
        category: read('category', values.Coding),
        dateTime: read('dateTime', 'DateTime'),
        policyRule: read('policyRule', values.Coding),
        period: read('period', values.Period),
        provisions: read('provisions', [Provision], 'The base rule first, then its exceptions.'),
      };
    },
  };
}
