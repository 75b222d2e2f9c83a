import { randomUUID } from 'node:crypto';
import type { ProvisionRow } from '../import/consent/provision-rows.ts';
import type { Reader } from '../provenance/sql.ts';
import { addRows } from './json-rows.ts';

/** The rows of `access.consent` of a decision. */
export const provisionsFor = (record: string, patient: string, rows: readonly ProvisionRow[]) =>
  rows.map((row) => ({ id: randomUUID(), record, patient, ...row }));

/**
 * Until the ledger has a decision, the narrower of it and the one before holds: its denies are there at once, and a permit of
 * the one before stays as far as it permits the same.
 */
export async function narrowTo(
  sql: Reader,
  record: string,
  rows: ReturnType<typeof provisionsFor>,
): Promise<void> {
  await sql`
    delete from access.consent c where c.record = ${record}::uuid and c.permit and not exists (
      select from json_populate_recordset(null::access.consent, ${JSON.stringify(rows)}::text::json) n
      where n.permit and n.valid_to >= c.valid_to
        and (n.actor, n.data_class, n.purpose, n.data_from, n.data_to)
          is not distinct from (c.actor, c.data_class, c.purpose, c.data_from, c.data_to))`;
  const denies = rows.filter(({ permit }) => !permit).map((row) => ({ ...row, id: randomUUID() }));
  await addRows(sql, 'access.consent', denies);
}
