import { index, text, uuid } from 'drizzle-orm/pg-core';
import { patients } from './schemas.ts';

/** FHIR Organizations, and one row for each member (its slug set). Open reference data, without versions. */
export const organization = patients.table(
  'organization',
  {
    id: uuid().primaryKey(),
    slug: text().unique(),
    name: text(),
    kind: text().notNull(),
    /** Slug of the member that operates it. */
    member: text(),
  },
  (table) => [index().on(table.name, table.id)],
);

/** Practitioners appear by name; reached only through what a caller may read. */
export const practitioner = patients.table('practitioner', {
  id: uuid().primaryKey(),
  name: text(),
  npi: text(),
  organization: uuid(),
});
