import { CasingCache } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';

const casing = new CasingCache('snake_case');

/** A table as PostgreSQL knows it. */
export interface Described {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

export function describe(table: PgTable): Described {
  const { schema, name, columns } = getTableConfig(table);
  if (schema === undefined) throw new Error(`Table ${name} stands in no schema.`);
  return { schema, name, columns: columns.map((column) => casing.getColumnCasing(column)) };
}
