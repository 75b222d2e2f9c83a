import { jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { clinicalTables } from './clinical.ts';

export const [observation, observationDetail, observationVersion, observationDetailVersion] = clinicalTables(
  'observation',
  {
    see: { category: text(), status: text() },
    time: 'effective',
    content: {
      code: jsonb(),
      issued: text(),
      value: jsonb(),
      interpretation: jsonb(),
      referenceRanges: jsonb().notNull(),
      components: jsonb().notNull(),
      performer: uuid(),
    },
  },
);
