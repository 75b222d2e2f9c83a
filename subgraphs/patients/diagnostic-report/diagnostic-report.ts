import {
  type DiagnosticReportDetailRow,
  type DiagnosticReportRow,
  diagnosticReport,
  type ObservationDetailRow,
  type ObservationRow,
} from '@caretrail/db/records';
import { type AddedRecord, type Loaded, leafFields, pageSize, type RecordDeclaration } from '@caretrail/kit';
import type { Around } from '../record/around.ts';
import { clinicalFields, clinicalReferences, practitionerField } from '../record/clinical-fields.ts';

type Row = Loaded<DiagnosticReportRow & DiagnosticReportDetailRow>;
type Observations = AddedRecord<Loaded<ObservationRow & ObservationDetailRow>>;

export const diagnosticReportDeclaration = (
  around: Around,
  observations: Observations,
): RecordDeclaration<Row> => ({
  type: diagnosticReport,
  description: 'What a laboratory, an imaging department or a clinician reports.',
  root: 'diagnosticReport',
  list: 'diagnosticReports',
  references: [
    ...clinicalReferences(around),
    {
      field: 'results',
      to: 'Observation',
      id: (row) => row.results,
      load: (id, context) => observations.loaders(context).byId(id),
    },
  ],
  fields: (t) => {
    const seen = leafFields(t, diagnosticReport.see);
    const read = leafFields(t, diagnosticReport.content, 'clinical.read');
    return {
      ...clinicalFields(t, around),
      month: seen('month', 'String', 'YYYY-MM of what it reports on, in UTC.'),
      category: seen('category', 'String', 'Section of HL7 v2 table 0074, NOTE or OTHER.'),
      status: seen('status', 'String'),
      sensitivity: seen('sensitivity', 'String', 'N, R or V (HL7 confidentiality).'),
      code: read('code', around.values.Coding),
      effective: read('effective', 'DateTime'),
      issued: read('issued', 'DateTime'),
      performer: practitionerField(t, around, (row) => row.performer),
      conclusion: read('conclusion', 'String'),
      conclusionCodes: read('conclusionCodes', [around.values.Coding]),
      results: t.field({
        type: [observations.ref],
        access: 'clinical.read',
        args: { first: t.arg.int() },
        description: 'The results that the caller may see, in the order of the report.',
        resolve: async ({ results }, { first }, context) => {
          const wanted = results.slice(0, pageSize({ first }));
          const found = await Promise.all(wanted.map((id) => observations.loaders(context).byId(id)));
          return found.filter((row) => row !== null) as never;
        },
      }),
    };
  },
});
