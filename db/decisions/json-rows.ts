import type { Row } from '../import/write/insert.ts';
import type { Reader } from '../provenance/sql.ts';

/** A statement of the program's own text around one parameter, as a tagged template has it. */
const around = (before: string, after: string): TemplateStringsArray =>
  Object.assign([before, after], { raw: [before, after] });

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Writes rows in a caller's own session: row-level security judges each. All have the columns of the first. */
export async function addRows(sql: Reader, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = quoted(Object.keys(first));
  await sql(
    around(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, `,
      '::text::json)',
    ),
    JSON.stringify(rows),
  );
}

/** Gives the row with the key's value the other values. No value is read, so that columns nobody may select can be set. */
export async function changeRow(sql: Reader, table: string, key: string, row: Row): Promise<void> {
  const changed = Object.keys(row).filter((name) => name !== key);
  const set = changed.map((name) => `"${name}" = changed."${name}"`).join(', ');
  await sql(
    around(
      `update ${table} as kept set ${set} from json_populate_record(null::${table}, `,
      `::text::json) changed where kept."${key}" = changed."${key}"`,
    ),
    JSON.stringify(row),
  );
}
