import { byGroup, type RequestContext, sql } from '@caretrail/kit';
import type { AnchorStatus, VersionRow } from './version-row.ts';

interface Row {
  readonly record: string;
  readonly number: number;
  readonly hash: string;
  readonly parents: readonly string[];
  readonly activity: string;
  readonly organization: string;
  readonly recorded_at: Date;
  readonly log: string;
  readonly state: AnchorStatus | null;
  readonly size: string | null;
  readonly root: string | null;
  readonly transaction: string | null;
}

/**
 * Versions of records that the caller sees, oldest first, in one statement for all records and types. A log has one
 * checkpoint under way at a time, so the first that covers a version is the one that tells its state.
 */
export function versionLoader({ store }: RequestContext) {
  const rows = byGroup<Row>(
    (records) =>
      store.query<Row>(sql`
        select version.record, version.number, encode(version.hash, 'hex') as hash,
          array(select encode(parent, 'hex') from unnest(version.parents) parent order by parent) as parents,
          version.activity, version.organization, version.recorded_at, version.log,
          anchor.state, anchor.size, encode(anchor.root, 'hex') as root, anchor.transaction
        from provenance.version
        left join lateral (
          select state, size, root, transaction from provenance.checkpoint
          where checkpoint.log = version.log and checkpoint.size > version.position
          order by checkpoint.size limit 1
        ) anchor on true
        where version.record = any(${records}::uuid[])
        order by version.record, version.number`),
    (row) => row.record,
  );
  return { load: async (record: string) => (await rows.load(record)).map(versionRow) };
}

function versionRow(row: Row): VersionRow {
  const { number, hash, parents, activity, organization, log, state, size, root, transaction } = row;
  return {
    ...{ number, hash, parents, activity, organization },
    recordedAt: row.recorded_at,
    anchor: state ?? 'PENDING',
    checkpoint: size === null || root === null ? null : { log, size: Number(size), root, transaction },
  };
}
