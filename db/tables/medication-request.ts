import { jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { clinicalTables } from './clinical.ts';

export const [
  medicationRequest,
  medicationRequestDetail,
  medicationRequestVersion,
  medicationRequestDetailVersion,
] = clinicalTables('medicationRequest', {
  see: { status: text(), intent: text(), category: text() },
  time: 'authoredOn',
  content: {
    medication: jsonb(),
    requester: uuid(),
    reasons: jsonb().notNull(),
    dosage: jsonb().notNull(),
  },
});
