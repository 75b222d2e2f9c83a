import { type ConditionDetailRow, type ConditionRow, condition } from '@caretrail/db/records';
import { type Loaded, leafFields, type RecordDeclaration } from '@caretrail/kit';
import type { Around } from '../record/around.ts';
import { clinicalFields, clinicalReferences } from '../record/clinical-fields.ts';

type Row = Loaded<ConditionRow & ConditionDetailRow>;

export const conditionDeclaration = (around: Around): RecordDeclaration<Row> => ({
  type: condition,
  description: 'A diagnosis or a problem.',
  root: 'condition',
  list: 'conditions',
  references: clinicalReferences(around),
  fields: (t) => {
    const seen = leafFields(t, condition.see);
    const read = leafFields(t, condition.content, 'clinical.read');
    return {
      ...clinicalFields(t, around),
      month: seen('month', 'String'),
      codeGroup: seen('codeGroup', 'String'),
      clinicalStatus: seen('clinicalStatus', 'String'),
      sensitivity: seen('sensitivity', 'String', 'N, R or V (HL7 confidentiality).'),
      code: read('code', around.values.Coding),
      onset: read('onset', 'DateTime'),
      abatement: read('abatement', 'DateTime'),
      recordedDate: read('recordedDate', 'DateTime'),
      verificationStatus: read('verificationStatus', 'String'),
    };
  },
});
