import { type RequestContext, sql } from '@caretrail/kit';

/** Whether the case that a request names is the caller's and open now; true where none is named. */
export async function caseIsOpen({ caller, store }: RequestContext): Promise<boolean> {
  if (caller.case === null) return true;
  const found = await store.query(
    sql`select from access.regulatory_case where id = ${caller.case}::uuid and auditor = ${caller.subject}
      and opened_at <= now() and open_until > now() and closed_at is null`,
  );
  return found.length > 0;
}
