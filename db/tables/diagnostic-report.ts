import { jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { clinicalTables } from './clinical.ts';

export const [
  diagnosticReport,
  diagnosticReportDetail,
  diagnosticReportVersion,
  diagnosticReportDetailVersion,
] = clinicalTables('diagnosticReport', {
  see: { category: text().notNull(), status: text() },
  time: 'effective',
  content: {
    code: jsonb(),
    issued: text(),
    performer: uuid(),
    conclusion: text(),
    conclusionCodes: jsonb().notNull(),
    results: jsonb().notNull(),
  },
});
