import { integer, jsonb, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';

/**
 * A version table holds what one policy class of a record said, append-only: the values of the class's leaves in
 * index order and 32 bytes of field salt for each. The see class's rows start with the salts of leaves 0 to 3.
 */
export const versionColumns = () => ({
  record: uuid().notNull(),
  number: integer().notNull(),
  values: jsonb().notNull(),
  salts: bytes().notNull(),
});
