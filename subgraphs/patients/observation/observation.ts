import { type ObservationDetailRow, type ObservationRow, observation } from '@caretrail/db/records';
import { type Builder, type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import type { Around } from '../record/around.ts';
import { clinicalFields, clinicalReferences, practitionerField } from '../record/clinical-fields.ts';
import { addObservationValues } from './observation-values.ts';

type Row = Loaded<ObservationRow & ObservationDetailRow>;

export function observationDeclaration(builder: Builder, around: Around): RecordDeclaration<Row> {
  const { Value, Component, Range } = addObservationValues(builder, around.values);
  return {
    type: observation,
    description: 'A laboratory result.',
    root: 'observation',
    list: 'observations',
    references: clinicalReferences(around),
    fields: (t) => {
      const seen = leafFields(t, observation.see);
      const read = leafFields(t, observation.content, 'clinical.read');
      return {
        ...clinicalFields(t, around),
        month: seen('month', 'String', 'YYYY-MM of the measurement, in UTC.'),
        category: seen('category', 'String'),
        status: seen('status', 'String'),
        sensitivity: seen('sensitivity', 'String', 'N, R or V (HL7 confidentiality).'),
        code: read('code', around.values.Coding),
        effective: read('effective', 'DateTime'),
        issued: read('issued', 'DateTime'),
        value: read('value', Value),
        interpretation: read('interpretation', around.values.Coding),
        referenceRanges: read('referenceRanges', [Range]),
        components: read('components', [Component]),
        performer: practitionerField(t, around, (row) => row.performer),
      };
    },
  };
}
