import type { Queries } from '../connection.ts';
import { hex, insertRows, type Row } from './insert.ts';
import type { RecordTables } from './record-tables.ts';
import type { Version } from './version.ts';

/**
 * Writes versions and the rows they are of: the current row of each policy class, its version row with values and salts,
 * and the version's node in `provenance`, which knows hashes only. Of several versions of one record the last is current.
 */
export async function writeVersions<See, Content>(
  sql: Queries,
  tables: RecordTables<See, Content>,
  versions: readonly Version<See, Content>[],
): Promise<void> {
  const { see, content, contentKey } = tables;
  const rows = rowsOf(tables, versions);
  await Promise.all([
    insertRows(sql, see.table, rows.see, ['id']),
    insertRows(sql, content.table, rows.content, [contentKey]),
    insertRows(sql, see.versionTable, rows.seeVersions),
    insertRows(sql, content.versionTable, rows.contentVersions),
    insertRows(sql, 'provenance.version', rows.nodes),
  ]);
}

/** The rows of versions, by table. */
export function rowsOf<See, Content>(
  tables: RecordTables<See, Content>,
  versions: readonly Version<See, Content>[],
) {
  const { content, contentKey } = tables;
  const drafts = [...new Map(versions.map(({ draft }) => [draft.record, draft])).values()];
  const seeRows = drafts.map((draft) => ({
    id: draft.record,
    ...tables.rowKeys(draft.keys),
    ...draft.see,
  }));
  const contentRows = drafts.map((draft) => ({
    [contentKey]: draft.record,
    ...tables.rowKeys(draft.keys),
    ...draft.content,
  }));
  return {
    see: seeRows,
    content: contentRows,
    seeVersions: versions.map((version) => classVersion(tables, version, 0, content.first)),
    contentVersions: versions.map((version) => classVersion(tables, version, content.first)),
    nodes: versions.map((version) => node(tables.type, tables.document.schema, version)),
  };
}

/** What one policy class of a version said: the leaves from `first` to before `end`. */
function classVersion<See, Content>(
  tables: RecordTables<See, Content>,
  { draft, values, salts }: Version<See, Content>,
  first: number,
  end?: number,
): Row {
  return {
    record: draft.record,
    number: draft.number,
    ...tables.versionKeys(draft.keys),
    values: values.slice(first, end),
    salts: hex(Buffer.concat(salts.slice(first, end))),
  };
}

function node<See, Content>(type: string, schema: number, version: Version<See, Content>): Row {
  const { draft, log, agent, hash, leaves } = version;
  const { patient, custodian, provider_member, insurer_member, grantees, sensitivity, at } = draft.keys;
  return {
    hash: hex(hash),
    ...{ record: draft.record, type, schema, number: draft.number, subject: patient },
    ...{ custodian, provider_member, insurer_member, grantees, sensitivity, at },
    ...{ organization: draft.organization, log, activity: draft.activity, agent },
    recorded_at: draft.recordedAt,
    parents: draft.parents.map(hex),
    leaves: hex(Buffer.concat(leaves)),
  };
}
