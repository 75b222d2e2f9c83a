import {
  Cursors,
  makePage,
  type Page,
  type PageArguments,
  pageSize,
  type RequestContext,
  sql,
  upTo,
} from '@caretrail/kit';
import { ORGANIZATION_COLUMNS, type OrganizationRecord } from './organization.ts';

/** All organizations by name; open to everyone. */
export async function listOrganizations(
  page: PageArguments,
  { caller, store }: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<OrganizationRecord>> {
  const size = pageSize(page);
  const cursors = new Cursors(cursorKey, caller, 'Query.organizations');
  const start = page.after == null ? null : cursors.open(page.after, 2);
  const [name = '', id = ''] = start ?? [];
  const behind = start === null ? sql`true` : sql`(o.name, o.id) > (${name}, ${id}::uuid)`;
  const rows = await store.query<OrganizationRecord>(sql`
    select * from (select ${ORGANIZATION_COLUMNS} from patients.organization o) o
    where ${behind} order by o.name, o.id limit ${size + 1}::int`);
  return makePage({
    ...{ rows, size, cursors, after: start !== null },
    position: (row) => [row.name, row.id],
    count: async (most) => {
      const [row] = await store.query<{ count: number }>(
        sql`select count(*)::int as count from (select from patients.organization ${upTo(most)}) counted`,
      );
      return row?.count ?? 0;
    },
  });
}
