import { sql } from '@caretrail/kit';
import { WAIT_CODES } from '../outbox/wait-reason.ts';
import type { AnchorReason, AnchorStatus, VersionRow } from './trace-row.ts';

/** Columns of `provenance.version` that a trace shows, besides those that tell who may see it. */
export const NODE_COLUMNS = sql`, hash, parents, activity, organization, recorded_at, log, position`;

/** What a trace shows of a version `v` and of the checkpoint that covers it: a {@link StoredVersion}. */
export const VERSION = sql`v.record, v.number, encode(v.hash, 'hex') as hash,
  case when v.parents = '{}' then '{}'::text[]
    else array(select encode(parent, 'hex') from unnest(v.parents) parent order by parent) end as parents,
  v.activity, v.organization, v.recorded_at, v.log,
  anchor.state, anchor.size, encode(anchor.root, 'hex') as root, anchor.transaction, anchor.reason`;

/** A log has one checkpoint under way at a time, so the first that covers a version is the one that tells its state. */
export const ANCHOR = sql`left join lateral (
    select state, size, root, transaction, reason from provenance.checkpoint
    where checkpoint.log = v.log and checkpoint.size > v.position
    order by checkpoint.size limit 1
  ) anchor on true`;

export interface StoredVersion {
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
  /** As the worker noted it at the checkpoint. */
  readonly reason: string | null;
}

/** A checkpoint of which nothing is noted has not been tried; a refusal's own code is for who runs the system. */
function anchorReason({ state, reason }: StoredVersion): AnchorReason | null {
  if (state === 'ANCHORED') return null;
  if (state === null) return 'UNPLACED';
  if (state === 'FAILED') return reason === 'LOG_DAMAGED' ? reason : 'REFUSED';
  return WAIT_CODES.find((code) => code === reason) ?? 'QUEUED';
}

export function versionRow(row: StoredVersion): VersionRow {
  const { number, hash, parents, activity, organization, log, state, size, root, transaction } = row;
  return {
    ...{ number, hash, parents, activity, organization },
    recordedAt: row.recorded_at,
    anchor: state ?? 'PENDING',
    reason: anchorReason(row),
    checkpoint: size === null || root === null ? null : { log, size: Number(size), root, transaction },
  };
}
