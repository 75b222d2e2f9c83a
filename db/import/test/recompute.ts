import { fieldLeaf, type JsonValue, toHex, treeRoot, versionHash } from '@caretrail/proof';
import type { Sql } from 'postgres';
import {
  CLAIM,
  CONDITION,
  CONSENT,
  COVERAGE,
  DIAGNOSTIC_REPORT,
  ENCOUNTER,
  IMAGING_STUDY,
  MEDICATION_REQUEST,
  OBSERVATION,
  PATIENT,
  type RecordTables,
} from '../write/record-tables.ts';

interface StoredVersion {
  readonly record: string;
  readonly number: number;
  readonly newest: boolean;
  readonly hash: Uint8Array;
  readonly leaves: Uint8Array;
  readonly see_values: JsonValue[];
  readonly see_salts: Uint8Array;
  readonly content_values: JsonValue[];
  readonly content_salts: Uint8Array;
}

export interface Recomputed {
  readonly versions: number;
  readonly wrong: readonly string[];
}

/**
 * Recomputes every version from its stored values and salts, and the newest one of each record from its current rows, as the
 * API reads them.
 */
export async function recompute(sql: Sql): Promise<Recomputed> {
  const parts = [
    await recomputeType(sql, PATIENT),
    await recomputeType(sql, ENCOUNTER),
    await recomputeType(sql, CONDITION),
    await recomputeType(sql, OBSERVATION),
    await recomputeType(sql, DIAGNOSTIC_REPORT),
    await recomputeType(sql, IMAGING_STUDY),
    await recomputeType(sql, MEDICATION_REQUEST),
    await recomputeType(sql, CLAIM),
    await recomputeType(sql, COVERAGE),
    await recomputeType(sql, CONSENT),
  ];
  return {
    versions: parts.reduce((sum, part) => sum + part.versions, 0),
    wrong: parts.flatMap((part) => part.wrong),
  };
}

async function recomputeType<See, Content>(
  sql: Sql,
  tables: RecordTables<See, Content>,
): Promise<Recomputed> {
  const { type, document, see, content, contentKey } = tables;
  const versions = await sql.unsafe<StoredVersion[]>(`
    select version.record, version.number, version.hash, version.leaves,
           row_number() over (partition by version.record order by version.number desc) = 1 as newest,
           see.values as see_values, see.salts as see_salts,
           content.values as content_values, content.salts as content_salts
    from provenance.version
    join ${see.versionTable} see using (record, number)
    join ${content.versionTable} content using (record, number)
    where version.type = '${type}'`);
  const seeRows = await sql.unsafe<(See & { id: string })[]>(`select * from ${see.table}`);
  const contentRows = await sql.unsafe<(Content & Record<string, unknown>)[]>(
    `select * from ${content.table}`,
  );
  const seeOf = new Map(seeRows.map((row) => [row.id, see.values(row)]));
  const contentOf = new Map(contentRows.map((row) => [row[contentKey], content.values(row)]));
  const wrong: string[] = [];
  for (const version of versions) {
    const values = [...version.see_values, ...version.content_values];
    const salts = Buffer.concat([version.see_salts, version.content_salts]);
    const leaves = values.map((value, at) => fieldLeaf(at, salts.subarray(at * 32, at * 32 + 32), value));
    const name = `${type} ${version.record} ${version.number}`;
    const hash = versionHash(type, document.schema, leaves.length, treeRoot(leaves));
    if (toHex(version.leaves) !== toHex(Buffer.concat(leaves))) wrong.push(`${name}: leaves`);
    if (toHex(version.hash) !== toHex(hash)) wrong.push(`${name}: hash`);
    if (leaves.length !== 4 + document.fields.length) wrong.push(`${name}: leaf count`);
    if (!version.newest) continue;
    const current = [...(seeOf.get(version.record) ?? []), ...(contentOf.get(version.record) ?? [])];
    const same = current.map((value, at) =>
      fieldLeaf(4 + at, salts.subarray(at * 32 + 128, at * 32 + 160), value),
    );
    if (toHex(Buffer.concat(same)) !== toHex(Buffer.concat(leaves.slice(4)))) wrong.push(`${name}: row`);
  }
  return { versions: versions.length, wrong };
}
