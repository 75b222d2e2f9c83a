import { isTable } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { expect, it, describe as suite } from 'vitest';
import { RECORD_TYPES } from '../records/index.ts';
import { describe } from '../rights/describe.ts';
import * as tables from './index.ts';

const KEYS = ['custodian', 'provider_member', 'insurer_member', 'grantees', 'at'];

const columnsOf = new Map(
  Object.values(tables)
    .filter((table) => isTable(table) && table instanceof PgTable)
    .map((table) => {
      const { schema, name, columns } = describe(table as PgTable);
      return [`${schema}.${name}`, columns];
    }),
);

suite.each(Object.values(RECORD_TYPES))('$type', ({ see, content, contentKey, keys }) => {
  it('names the columns that its tables have besides id and keys', () => {
    // A label is a leaf of the clinical see class and a key of all its tables; the person likewise.
    const rest = (table: string, own: readonly string[]) =>
      (columnsOf.get(table) ?? []).filter((column) => ![...KEYS, ...own].includes(column)).toSorted();
    expect(rest(see.table, ['id'])).toEqual([...see.columns].toSorted());
    const guards = keys === 'person' ? [] : ['patient', 'sensitivity'];
    expect(rest(content.table, [contentKey, ...guards])).toEqual([...content.columns].toSorted());
  });
});
