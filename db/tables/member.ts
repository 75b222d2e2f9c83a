import { index, text, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

/** A member organization of the consortium, by slug. */
export const member = access.table('member', {
  slug: text().primaryKey(),
  msp: text().notNull(),
  /** hospital, payer or regulator. */
  kind: text().notNull(),
  name: text().notNull(),
  /** The member's own row in `patients.organization`. */
  organization: uuid().notNull(),
});

/** Which member operates which FHIR Organization. */
export const operates = access.table(
  'operates',
  { organization: uuid().primaryKey(), member: text().notNull() },
  (table) => [index().on(table.member)],
);
