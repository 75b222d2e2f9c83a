import {
  CATALOGUE,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  sql,
} from '@caretrail/kit';
import { reviewScope } from '../review/review-scope.ts';
import { BREAK_GLASS_COLUMNS, type BreakGlassRow } from './break-glass-row.ts';

const POLICY = CATALOGUE.get('breakglass.review');

/** What a caller may review of `access.emergency` as `e`. */
export const reviewable = (context: RequestContext) =>
  reviewScope('breakglass.review', context, { actor: sql`e.subject`, organization: sql`e.organization` });

export interface ReviewQuestion extends PageArguments {
  readonly state: 'OPEN' | 'REVIEWED';
}

/** What there is to review, or was reviewed: the oldest first. Reading it is on record as a read of each person's data. */
export async function listReviews(
  { state, ...page }: ReviewQuestion,
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<BreakGlassRow>> {
  const list = {
    place: `Query.breakGlassReviews ${state}`,
    columns: BREAK_GLASS_COLUMNS,
    from: sql`access.emergency e`,
    where: sql`${reviewable(context)} and (e.reviewed_at is not null) = ${state === 'REVIEWED'}::boolean`,
    ...{ at: sql`e.opened_at`, id: sql`e.id`, order: 'oldest first' as const },
  };
  const found = await pageByInstant<BreakGlassRow>(list, page, context, cursorKey);
  for (const { node } of found.edges)
    context.reads.disclosed([POLICY], { patient: node.patient, relations: {}, consents: [] });
  return found;
}
