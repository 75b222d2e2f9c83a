import {
  type Grants,
  judgedVersions,
  KNOWN_TYPES,
  type Relation,
  type RequestContext,
  RowRule,
  sql,
} from '@caretrail/kit';
import type { VersionRow } from '../trace/trace-row.ts';
import { ANCHOR, NODE_COLUMNS, type StoredVersion, VERSION, versionRow } from '../trace/version-sql.ts';
import type { Step } from './walk.ts';

/** A version of a record that is there for the caller. */
export interface JudgedVersion {
  readonly record: string;
  readonly type: string;
  readonly version: VersionRow;
  readonly agent: string;
  readonly grants: Grants;
}

export interface Judged {
  /** By hash, in hex. */
  readonly versions: ReadonlyMap<string, JudgedVersion>;
  /** Relations to the record that was asked for, of those that `lineage.read` admits. */
  readonly held: readonly Relation[];
}

interface Row extends StoredVersion {
  readonly type: string;
  readonly agent: string;
  readonly grants: Grants | null;
  readonly held: readonly Relation[] | null;
}

/** A record has no label where its type has none. */
const KEYS = {
  patient: sql`v.subject`,
  custodian: sql`v.custodian`,
  sensitivity: sql`coalesce(v.sensitivity, 'N')`,
};

/**
 * Judges every record that a walk came to by its own type's see policy, and the one that was asked for by `lineage.read` as
 * well, in one statement.
 */
export async function judge(context: RequestContext, steps: readonly Step[], asked: string): Promise<Judged> {
  const records = { ids: [...new Set(steps.map(({ record }) => record))], types: new Set(KNOWN_TYPES) };
  const rule = new RowRule(context, 'Provenance', KEYS, ['lineage.read']);
  const rows = await context.store.query<Row>(sql`
    select ${VERSION}, v.type, v.agent, v.grants,
      case when v.newest and v.record = ${asked}::uuid then
        (select ${rule.held('lineage.read')} from ${rule.facts()}) end as held
    from ${judgedVersions(context, records, sql`${NODE_COLUMNS}, agent`)} v ${ANCHOR}
    where v.newest or encode(v.hash, 'hex') = any(${steps.map(({ hash }) => hash)}::text[])`);
  const grants = new Map(rows.map((row) => [row.record, row.grants] as const).filter(([, found]) => found));
  return {
    versions: new Map(
      rows.flatMap((row) => {
        const found = grants.get(row.record);
        const { hash, record, type, agent } = row;
        return found ? [[hash, { record, type, agent, version: versionRow(row), grants: found }]] : [];
      }),
    ),
    held: rows.find((row) => row.held !== null)?.held ?? [],
  };
}
