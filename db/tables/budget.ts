import { bigint, primaryKey } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

/**
 * What hubs have taken of a payer's budget in a minute. Unlogged (see its migration): what it holds is of use for a minute.
 */
export const budget = access.table(
  'budget',
  {
    /** Minutes since 1970, by the database's clock. */
    minute: bigint({ mode: 'number' }).notNull(),
    /** SHA-256 of who pays: no subject and no address stands here. */
    payer: bytes().notNull(),
    /** Asked for so far; what is beyond the allowance was not given. */
    requests: bigint({ mode: 'number' }).notNull(),
    cost: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.minute, table.payer] })],
);
