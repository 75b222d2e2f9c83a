import type { RequestContext } from '../request/context.ts';
import { type Fragment, sql } from '../sql/fragment.ts';
import { Cursors } from './cursor.ts';
import { makePage, type Page, type PageArguments, pageSize, upTo } from './page.ts';

/** An instant as the graph writes it: UTC with milliseconds. */
export const instant = (column: Fragment): Fragment =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A list in the order of an instant, and of ids where that is the same. */
export interface ListByInstant {
  /** Names the connection and its filter; a cursor works nowhere else. */
  readonly place: string;
  readonly columns: Fragment;
  /** The table and what is joined to it. */
  readonly from: Fragment;
  /** Which rows the caller may see, and asks for. */
  readonly where: Fragment;
  /** An expression of milliseconds, never null. */
  readonly at: Fragment;
  readonly id: Fragment;
  readonly order: 'oldest first' | 'newest first';
}

type Placed<Row> = Row & { readonly placed: string; readonly place_id: string };

/** A page of such a list. */
export async function pageByInstant<Row extends object>(
  list: ListByInstant,
  page: PageArguments,
  { caller, store }: Pick<RequestContext, 'caller' | 'store'>,
  cursorKey: Uint8Array,
): Promise<Page<Row>> {
  const { columns, from, where, at, id } = list;
  const size = pageSize(page);
  const cursors = new Cursors(cursorKey, caller, list.place);
  const start = page.after == null ? null : cursors.open(page.after, 2);
  const [instantOfStart = '', idOfStart = ''] = start ?? [];
  const newest = list.order === 'newest first';
  const [beyond, direction] = newest ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const behind =
    start === null
      ? sql`true`
      : sql`(${at}, ${id}) ${beyond} (${instantOfStart}::timestamptz, ${idOfStart}::uuid)`;
  const rows = await store.query<Placed<Row>>(sql`
    select ${columns}, ${instant(at)} as placed, ${id} as place_id from ${from}
    where ${where} and ${behind} order by ${at} ${direction}, ${id} ${direction} limit ${size + 1}::int`);
  return makePage<Placed<Row>>({
    ...{ rows, size, cursors, after: start !== null },
    position: (row) => [row.placed, row.place_id],
    count: async (most) => {
      const [counted] = await store.query<{ count: number }>(
        sql`select count(*)::int as count from (select from ${from} where ${where} ${upTo(most)}) counted`,
      );
      return counted?.count ?? 0;
    },
  });
}
