import { instant, sql } from '@caretrail/kit';

/** A regulatory case, as `access.regulatory_case` holds it; instants in UTC with milliseconds. */
export interface CaseRow {
  readonly id: string;
  readonly reason: string;
  readonly opened: string;
  readonly until: string;
  readonly closed: string | null;
  /** How many people it names. */
  readonly people: number;
}

/** Columns of {@link CaseRow}, of a table `k`. */
export const CASE_COLUMNS = sql`k.id, k.reason, ${instant(sql`k.opened_at`)} as opened,
  ${instant(sql`k.open_until`)} as until, ${instant(sql`k.closed_at`)} as closed,
  (select count(*)::int from access.case_scope s where s.case_id = k.id) as people`;
