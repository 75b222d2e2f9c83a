import { jsonb, text } from 'drizzle-orm/pg-core';
import { clinicalTables } from './clinical.ts';

export const [condition, conditionDetail, conditionVersion, conditionDetailVersion] = clinicalTables(
  'condition',
  {
    see: { codeGroup: text(), clinicalStatus: text() },
    time: 'onset',
    content: { code: jsonb(), abatement: text(), recorded: text(), verificationStatus: text() },
  },
);
