import {
  instant,
  isRecordId,
  MutationRefused,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  sql,
} from '@caretrail/kit';
import type { REVIEW_OUTCOMES } from '@caretrail/proof/command';
import { checkedFinding } from '../review/finding.ts';
import { reviewScope } from '../review/review-scope.ts';

/** A case under which unusually much was read, as `access.case_alert` holds it. */
export interface CaseAlertRow {
  readonly id: string;
  readonly case_id: string;
  readonly auditor: string;
  readonly reason: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly reads: number;
  readonly raised: string;
  readonly reviewed: string | null;
  readonly reviewer: string | null;
  readonly outcome: string | null;
  readonly finding: string | null;
}

export interface ReviewCaseAlertInput {
  readonly id: string;
  readonly outcome: (typeof REVIEW_OUTCOMES)[number];
  readonly finding?: string | null | undefined;
}

const COLUMNS = sql`a.id, a.case_id, a.auditor, a.reason, to_char(a.day, 'YYYY-MM-DD') as day, a.reads,
  ${instant(sql`a.raised_at`)} as raised, ${instant(sql`a.reviewed_at`)} as reviewed, a.reviewer, a.outcome, a.finding`;

/** Of an auditor whom a reviewer works with; never one's own. */
const reviewable = (context: RequestContext) =>
  reviewScope('case.review', context, { actor: sql`a.auditor`, organization: sql`null::text` });

/** What is to be looked at, or was: the oldest first. */
export const listCaseAlerts = (
  { state, ...page }: PageArguments & { readonly state: 'OPEN' | 'REVIEWED' },
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<CaseAlertRow>> =>
  pageByInstant<CaseAlertRow>(
    {
      ...{ place: `Query.caseAlerts ${state}`, columns: COLUMNS, from: sql`access.case_alert a` },
      where: sql`${reviewable(context)} and (a.reviewed_at is not null) = ${state === 'REVIEWED'}::boolean`,
      ...{ at: sql`a.raised_at`, id: sql`a.id`, order: 'oldest first' },
    },
    page,
    context,
    cursorKey,
  );

/** Says what was found about a case under which unusually much was read. */
export async function reviewCaseAlert(
  { id, outcome, finding: text }: ReviewCaseAlertInput,
  context: RequestContext,
): Promise<CaseAlertRow> {
  const { caller, store } = context;
  const finding = checkedFinding(outcome, text);
  const [row] = isRecordId(id)
    ? await store.query<CaseAlertRow>(sql`
        update access.case_alert a set reviewed_at = now(), reviewer = ${caller.subject}, outcome = ${outcome},
          finding = ${finding}
        where a.id = ${id}::uuid and a.reviewed_at is null and ${reviewable(context)} returning ${COLUMNS}`)
    : [];
  if (row === undefined)
    throw new MutationRefused('UNKNOWN', 'id', 'There is no alert of this id for you to review.');
  return row;
}
