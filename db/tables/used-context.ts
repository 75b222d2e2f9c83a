import { index, text, timestamp } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

/**
 * Contexts of hubs that a subgraph has used up. Unlogged (see its migration): what it holds is of use for seconds.
 */
export const usedContext = access.table(
  'used_context',
  {
    id: text().primaryKey(),
    /** The context is refused after this, whether or not it is remembered. */
    until: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [index().on(table.until)],
);
