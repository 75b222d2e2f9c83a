import {
  CATALOGUE,
  type Fragment,
  type PolicyId,
  type RequestContext,
  relationsFor,
  sql,
} from '@caretrail/kit';

/** Where the things to be reviewed say who did them, and for whom. */
export interface Reviewed {
  readonly actor: Fragment;
  readonly organization: Fragment;
}

/** What a caller may review, as SQL: along the policy, and never what they did themselves. */
export function reviewScope(
  id: PolicyId,
  { caller, now }: RequestContext,
  { actor, organization }: Reviewed,
): Fragment {
  const wanted = relationsFor(CATALOGUE.get(id), caller, { now });
  const another = sql`${actor} <> ${caller.subject}`;
  if (wanted === 'any') return another;
  return wanted.includes('ownOrganization')
    ? sql`${another} and ${organization} = ${caller.organization}`
    : sql`false`;
}
