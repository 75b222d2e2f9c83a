import { bigint, index, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { provenance } from './schemas.ts';

const count = () => bigint({ mode: 'number' });
const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** Policy class open. */
export const block = provenance.table(
  'block',
  {
    channel: text().notNull(),
    number: count().notNull(),
    hash: bytes().notNull(),
    previousHash: bytes().notNull(),
    dataHash: bytes().notNull(),
    time: instant(),
    transactionCount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.number] }), index().on(table.hash)],
);

/** Policy class ledger.open. */
export const transaction = provenance.table(
  'transaction',
  {
    channel: text().notNull(),
    block: count().notNull(),
    index: integer().notNull(),
    id: text().notNull(),
    time: instant(),
    /** Name of Fabric's TxValidationCode. */
    validation: text().notNull(),
    contract: text(),
    function: text(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.block, table.index] }), index().on(table.id)],
);

/** Policy class ledger.content. */
export const transactionContent = provenance.table(
  'transaction_content',
  {
    channel: text().notNull(),
    block: count().notNull(),
    index: integer().notNull(),
    id: text().notNull(),
    creatorMsp: text(),
    /** Member slug out of the creator's certificate. */
    creatorOrganization: text(),
    /** Member slugs out of the endorsers' certificates, the MSP id where a certificate names none. */
    endorsers: text().array().notNull(),
    arguments: jsonb(),
    readWriteSet: jsonb(),
    event: jsonb(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.block, table.index] }), index().on(table.id)],
);

/** Where the indexer stands; written in the transaction that writes the block's rows. */
export const indexer = provenance.table('indexer', {
  channel: text().primaryKey(),
  nextBlock: count().notNull(),
  lastHash: bytes(),
});
