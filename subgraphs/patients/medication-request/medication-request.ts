import {
  type MedicationRequestDetailRow,
  type MedicationRequestRow,
  medicationRequest,
} from '@caretrail/db/records';
import { type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import type { Around } from '../record/around.ts';
import { clinicalFields, clinicalReferences, practitionerField } from '../record/clinical-fields.ts';

type Row = Loaded<MedicationRequestRow & MedicationRequestDetailRow>;

export const medicationRequestDeclaration = (around: Around): RecordDeclaration<Row> => ({
  type: medicationRequest,
  description: 'An order of a medication.',
  root: 'medicationRequest',
  list: 'medicationRequests',
  references: clinicalReferences(around),
  fields: (t) => {
    const seen = leafFields(t, medicationRequest.see);
    const read = leafFields(t, medicationRequest.content, 'clinical.read');
    return {
      ...clinicalFields(t, around),
      month: seen('month', 'String', 'YYYY-MM of the order, in UTC.'),
      status: seen('status', 'String'),
      intent: seen('intent', 'String'),
      category: seen('category', 'String'),
      sensitivity: seen('sensitivity', 'String', 'N, R or V (HL7 confidentiality).'),
      medication: read('medication', around.values.Coding),
      authoredOn: read('authoredOn', 'DateTime'),
      requester: practitionerField(t, around, (row) => row.requester),
      reasons: read('reasons', [around.values.Coding]),
      dosage: read('dosage', ['String']),
    };
  },
});
