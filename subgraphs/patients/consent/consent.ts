import { type ConsentDetailRow, type ConsentRow, consent } from '@caretrail/db/records';
import { type Builder, type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import { organizationLoader } from '../directory/organization.ts';
import type { Around } from '../record/around.ts';
import type { ConsentValues } from './consent-values.ts';
import { addConsentLedger, ledgerOf } from './manage/ledger-field.ts';

type Row = Loaded<ConsentRow & ConsentDetailRow>;

export function consentDeclaration(
  builder: Builder,
  around: Around,
  { Decision, Provision }: ConsentValues,
): RecordDeclaration<Row> {
  const { values, loaders, Patient, Organization } = around;
  const Ledger = addConsentLedger(builder);
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
        ledger: t.field({
          type: Ledger,
          access: 'consent.manage',
          description: 'What the ledger has of it; null for a decision that came as a document.',
          resolve: ({ id }, _, context) => ledgerOf({ id }, context),
        }),
      };
    },
  };
}
