import { type RequestContext, sql } from '@caretrail/kit';

/** A member organization of the consortium. */
export interface Member {
  readonly slug: string;
  readonly msp: string;
  /** hospital, payer or regulator. */
  readonly kind: string;
  readonly name: string;
  /** Record id of its row among the organizations. */
  readonly organization: string;
}

/** Members by slug, read once a request. */
export const members = (context: RequestContext): Promise<ReadonlyMap<string, Member>> =>
  context.use(readMembers);

async function readMembers({ store }: RequestContext): Promise<ReadonlyMap<string, Member>> {
  const rows = await store.query<Member>(
    sql`select slug, msp, kind, name, organization from access.member order by kind, slug`,
  );
  return new Map(rows.map((row) => [row.slug, row]));
}
