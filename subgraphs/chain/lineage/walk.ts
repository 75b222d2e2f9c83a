import { type Fragment, isRecordId, type RequestContext, sql } from '@caretrail/kit';
import type { LineageQuestion } from './lineage.ts';

/** Most versions that one answer follows. */
const MOST_VERSIONS = 300;
/** Most steps to and from them. */
const MOST_LINKS = 3_000;

/** A version that the walk came to. */
export interface Step {
  /** Hex. */
  readonly hash: string;
  readonly record: string;
  /** Steps from what was asked for; null for one that is a step further than asked, known for being counted. */
  readonly depth: number | null;
  /** Hashes of the versions that it was made from, of those in the walk. */
  readonly sources: readonly string[];
}

export interface Walk {
  readonly steps: readonly Step[];
  /** A bound was met: there is more. */
  readonly truncated: boolean;
}

/** When something was recorded as the caller is told: by day for a regulator. What is compared may tell no more. */
const toldTime = (column: Fragment, { caller }: RequestContext): Fragment =>
  caller.tier === 'regulator' ? sql`date_trunc('day', ${column}, 'UTC')` : column;

/**
 * Follows derivations from a record's versions, or from one version, and looks one step further to count. Each step is
 * a look-up of its own (`offset 0` keeps the planner from reading a whole table against a guess of many steps), and the
 * bound ends the recursion where it is met. Row-level security judges versions and derivations on the way.
 */
export async function walk(context: RequestContext, question: LineageQuestion): Promise<Walk> {
  const { of, direction, depth, asOf } = question;
  const until = (column: Fragment) =>
    asOf === null ? sql`true` : sql`${toldTime(column, context)} <= ${asOf}::timestamptz`;
  const start = isRecordId(of) ? sql`v.record = ${of}::uuid` : sql`v.hash = decode(${of}, 'hex')`;
  const up = direction === 'DOWNSTREAM' ? 0 : depth;
  const down = direction === 'UPSTREAM' ? 0 : depth;
  const rows = await context.store.query<Step & { truncated: boolean }>(sql`
    with recursive start as (
      select v.hash from provenance.version v where ${start} and ${until(sql`v.recorded_at`)}
      order by v.number desc limit ${MOST_VERSIONS + 1}::int
    ), up (hash, depth) as (
      select hash, 0 from start union
      select d.source, up.depth + 1 from up cross join lateral (
        select source from provenance.derivation where version = up.hash offset 0) d
      where up.depth < ${up}::int
    ), down (hash, depth) as (
      select hash, 0 from start union
      select d.version, down.depth + 1 from down cross join lateral (
        select version from provenance.derivation
        where source = down.hash and ${until(sql`recorded_at`)} offset 0) d
      where down.depth < ${down}::int
    ), up_met as materialized (
      select hash, depth from up limit ${MOST_VERSIONS + 1}::int
    ), down_met as materialized (
      select hash, depth from down limit ${MOST_VERSIONS + 1}::int
    ), met as materialized (
      select hash, min(depth) as depth from (select * from up_met union all select * from down_met) every
      group by hash order by depth, hash limit ${MOST_VERSIONS + 1}::int
    ), walked as materialized (
      select hash, depth from met order by depth, hash limit ${MOST_VERSIONS}::int
    ), link as materialized (
      select distinct d.version, d.source from walked cross join lateral (
        select version, source from provenance.derivation where version = walked.hash
        union all
        select version, source from provenance.derivation
        where source = walked.hash and ${until(sql`recorded_at`)} offset 0) d
      limit ${MOST_LINKS}::int
    )
    select encode(v.hash, 'hex') as hash, v.record, walked.depth,
      array(select encode(link.source, 'hex') from link where link.version = v.hash) as sources,
      greatest((select count(*) from up_met), (select count(*) from down_met), (select count(*) from met))
        > ${MOST_VERSIONS}::int or (select count(*) from link) = ${MOST_LINKS}::int as truncated
    from (select hash from walked union select version from link union select source from link) found
    cross join lateral (
      select hash, record from provenance.version where version.hash = found.hash offset 0) v
    left join walked on walked.hash = v.hash`);
  return { steps: rows, truncated: rows[0]?.truncated ?? false };
}
