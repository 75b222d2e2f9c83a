import type { Queries } from '../connection.ts';

/** A row by column name, in the form that JSON carries to PostgreSQL: a `bytea` as {@link hex}, decimals as text. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Writes rows into one table by one statement with one parameter: PostgreSQL reads them out of a JSON array as rows of the
 * table's own type. (COPY is refused where row-level security is on.) All rows have the columns of the first one.
 *
 * @param key - columns of the primary key; a row that is there already gets the new values. Empty: it is an error.
 * @param present - `keep`: such a row stays as it is
 */
export async function insertRows(
  sql: Queries,
  table: string,
  rows: readonly Row[],
  key: readonly string[] = [],
  present: 'renew' | 'keep' = 'renew',
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const list = columns.map(quoted).join(', ');
  const statement =
    `insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, $1::text::json)` +
    (key.length === 0 ? '' : onConflict(present === 'keep' ? [] : columns, key));
  await sql.unsafe(statement, [JSON.stringify(rows)], { prepare: true });
}

function onConflict(columns: readonly string[], key: readonly string[]): string {
  const changes = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  const action = changes.length === 0 ? 'nothing' : `update set ${changes.join(', ')}`;
  return ` on conflict (${key.map(quoted).join(', ')}) do ${action}`;
}

/** Names come from this program alone; the quotes are for columns that are also words of SQL (`values`, `class`). */
function quoted(name: string): string {
  return `"${name}"`;
}

/** `bytea` in its hex form. */
export function hex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`;
}
