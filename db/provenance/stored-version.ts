import type { Reader } from './sql.ts';

/** No version has this number; it asks for the newest. */
const NEWEST = 0;

/** Which version of a record; `number` null: its newest. */
export interface VersionKey {
  readonly record: string;
  readonly number: number | null;
}

/** The anchored checkpoint that first covers a version. */
export interface AnchoredCheckpoint {
  readonly log: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Fabric transaction id. */
  readonly transaction: string;
}

/** A version node as `provenance` keeps it: no values, no salts. */
export interface StoredVersion {
  readonly record: string;
  readonly number: number;
  readonly type: string;
  readonly schema: number;
  readonly organization: string;
  readonly log: string;
  readonly hash: Uint8Array;
  /** All leaf hashes in index order. */
  readonly leaves: readonly Uint8Array[];
  /** Leaf index in the log; null until the batcher has placed it. */
  readonly position: number | null;
  /** Null while pending, and when the log was stopped before it. */
  readonly checkpoint: AnchoredCheckpoint | null;
}

interface Row {
  readonly record: string;
  readonly number: number;
  readonly type: string;
  readonly schema: number;
  readonly organization: string;
  readonly log: string;
  readonly hash: Uint8Array;
  readonly leaves: Uint8Array;
  readonly position: string | null;
  readonly size: string | null;
  readonly root: Uint8Array | null;
  readonly transaction: string | null;
  readonly place: string;
}

/** Loads versions with their anchors in one statement; the answer stands in the order of the keys. */
export async function loadVersions(
  sql: Reader,
  keys: readonly VersionKey[],
): Promise<readonly (StoredVersion | null)[]> {
  const found: (StoredVersion | null)[] = keys.map(() => null);
  if (keys.length === 0) return found;
  const rows = await sql<Row>`
    select version.record, version.number, version.type, version.schema, version.organization, version.log,
           version.hash, version.leaves, version.position, anchor.size, anchor.root, anchor.transaction, wanted.place
    from unnest(${keys.map((key) => key.record)}::uuid[], ${keys.map((key) => String(key.number ?? NEWEST))}::int[])
      with ordinality as wanted(record, number, place)
    join lateral (
      select record, number, type, schema, organization, log, hash, leaves, position from provenance.version
      where version.record = wanted.record and wanted.number in (${NEWEST}, version.number)
      order by version.number desc limit 1
    ) version on true
    left join lateral (
      select size, root, transaction from provenance.checkpoint
      where checkpoint.log = version.log and checkpoint.size > version.position and checkpoint.state = 'ANCHORED'
      order by checkpoint.size limit 1
    ) anchor on true`;
  for (const row of rows) found[Number(row.place) - 1] = parse(row);
  return found;
}

function parse(row: Row): StoredVersion {
  const { record, number, type, schema, organization, log, hash } = row;
  return {
    ...{ record, number, type, schema, organization, log, hash },
    leaves: split32(row.leaves),
    position: row.position === null ? null : Number(row.position),
    checkpoint:
      row.size !== null && row.root !== null && row.transaction !== null
        ? { log, size: Number(row.size), root: row.root, transaction: row.transaction }
        : null,
  };
}

/** Cuts concatenated hashes; a rest shorter than a hash stays as it is, and no check passes with it. */
function split32(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / 32) }, (_, at) =>
    bytes.subarray(at * 32, at * 32 + 32),
  );
}
