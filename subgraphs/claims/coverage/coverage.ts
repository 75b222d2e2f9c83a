import {
  type CoverageClass,
  type CoverageDetailRow,
  type CoverageRow,
  coverage,
} from '@caretrail/db/records';
import { type Builder, knownRecord, type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import { organization, type Stubs } from '../stubs.ts';
import type { Values } from '../values.ts';

type Row = Loaded<CoverageRow & CoverageDetailRow>;

const patientOf = knownRecord('Patient');

const addClass = (builder: Builder) =>
  builder.objectRef<CoverageClass>('CoverageClass').implement({
    embedded: true,
    description: 'A group, a plan or the like.',
    fields: (t) => ({
      type: t.exposeString('type'),
      value: t.exposeString('value'),
      name: t.exposeString('name'),
    }),
  });

export function coverageDeclaration(builder: Builder, values: Values, stubs: Stubs): RecordDeclaration<Row> {
  const Class = addClass(builder);
  return {
    type: coverage,
    description: 'Who pays for a person’s care, and from when to when.',
    root: 'coverage',
    list: 'coverages',
    references: [{ field: 'patient', to: 'Patient', id: (row) => row.patient, load: patientOf }],
    fields: (t) => {
      const seen = leafFields(t, coverage.see);
      const read = leafFields(t, coverage.content, 'claim.read');
      return {
        patient: t.field({
          type: stubs.Patient,
          access: 'person.see',
          resolve: ({ patient }, _, context) => patientOf(patient, context),
        }),
        insurer: t.field({
          type: stubs.Organization,
          resolve: ({ insurer }) => (insurer === null ? null : organization(insurer)),
        }),
        status: seen('status', 'String'),
        month: seen('month', 'String', 'YYYY-MM of the beginning, in UTC.'),
        type: read('type', values.Coding),
        period: read('period', values.Period),
        subscriberId: read('subscriberId', 'String'),
        relationship: read('relationship', 'String', 'Of the person to the subscriber.'),
        classes: read('classes', [Class]),
      };
    },
  };
}
