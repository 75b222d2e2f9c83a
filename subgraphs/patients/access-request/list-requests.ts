import {
  CATALOGUE,
  type Fragment,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  RowRule,
  sql,
} from '@caretrail/kit';
import { REQUEST_COLUMNS, type RequestRow } from './request-row.ts';

/** Requests that a person was asked, or that a clinician has asked themselves. */
export function concerned(context: RequestContext): { readonly from: Fragment; readonly where: Fragment } {
  const rule = new RowRule(context, 'AccessRequest', { patient: sql`r.patient` }, ['request.read']);
  const from = sql`access.request r cross join ${rule.facts()}`;
  const own = rule.wanted('request.read').includes('ownOrganization');
  const { subject, organization } = context.caller;
  const asked = sql`r.subject = ${subject} and r.organization = ${organization}`;
  return { from, where: own ? asked : rule.passes('request.read') };
}

/** Requests, newest first; who reads one that is not about themselves is on record with it. */
export async function listRequests(
  { open, ...page }: PageArguments & { readonly open: boolean },
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<RequestRow>> {
  const { from, where } = concerned(context);
  const list = {
    ...{ place: `Query.accessRequests ${open}`, columns: REQUEST_COLUMNS, from },
    where: sql`${where} and not (${open}::boolean and (r.answered_at is not null or r.expires <= now()))`,
    ...{ at: sql`r.asked_at`, id: sql`r.id`, order: 'newest first' as const },
  };
  const found = await pageByInstant<RequestRow>(list, page, context, cursorKey);
  for (const { node } of found.edges)
    context.reads.disclosed([CATALOGUE.get('request.read')], {
      ...{ patient: node.patient, relations: {}, consents: [] },
    });
  return found;
}
