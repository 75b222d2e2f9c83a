import { text, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

/** Someone of the demo whom anybody at this computer may sign in as; empty where there is no demo. */
export const persona = access.table('persona', {
  name: text().primaryKey(),
  tier: text().notNull(),
  role: text(),
  /** Member slug. */
  organization: text(),
  /** Patient record id, or staff id. */
  subject: text().notNull(),
  purposes: text().array().notNull(),
  /** The open case of an auditor. */
  caseId: uuid(),
});
