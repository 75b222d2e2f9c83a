import type DataLoader from 'dataloader';
import { CATALOGUE } from '../catalogue/policies.ts';
import { byGroup, byId } from '../load/batch.ts';
import { Cursors } from '../page/cursor.ts';
import { behind, newestFirst, type Place, placeOf, positionOf, rangesBehind } from '../page/keyset.ts';
import { type Count, makePage, type Page, type PageArguments, pageSize, upTo } from '../page/page.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import { type Fragment, name, sql } from '../sql/fragment.ts';
import { RecordSource, type RecordTables } from './record-source.ts';

type Listed<Row> = Row & GrantedRow & Place;
type Grouped<Row> = Listed<Row> & { readonly owner: string };

/** Which rows of a list are asked for, besides those the caller may see. */
export interface ListQuery extends PageArguments {
  /** Names the connection; a cursor works nowhere else. */
  readonly place: string;
  readonly filter?: Fragment;
  /** Tells filters apart for batching and for cursors. */
  readonly filterKey?: string;
}

/** Batching loaders of one record type for one request. */
export class RecordLoaders<Row extends object> {
  readonly source: RecordSource;
  readonly #context: RequestContext;
  readonly #cursorKey: Uint8Array;
  readonly #rows: DataLoader<string, Listed<Row> | null>;
  readonly #groups = new Map<string, DataLoader<string, readonly Grouped<Row>[]>>();
  readonly #counts = new Map<string, DataLoader<string, readonly { owner: string; count: number }[]>>();

  /** @param content whether values of the content class are asked for */
  constructor(context: RequestContext, tables: RecordTables, cursorKey: Uint8Array, content: boolean) {
    this.#context = context;
    this.#cursorKey = cursorKey;
    this.source = new RecordSource(context, tables, content);
    this.#rows = byId((ids) => this.#query<Listed<Row>>(sql`t.id = any(${ids}::uuid[])`));
  }

  /** The row, if it is there for this caller. */
  byId(id: string): Promise<Listed<Row> | null> {
    return this.#rows.load(id);
  }

  /** Has the row looked at anew: this request has changed it. */
  forget(id: string): void {
    this.#rows.clear(id);
  }

  /** A page of all rows that the caller may see. */
  async list(query: ListQuery): Promise<Page<Listed<Row>>> {
    const size = pageSize(query);
    const { cursors, start } = this.#start(query);
    const filter = query.filter ?? sql`true`;
    const rows = size === 0 ? [] : await this.#listed(filter, start, size + 1);
    return this.#page(rows, size, cursors, start, (most) => this.#countAll(filter, most));
  }

  /** A page of the rows that belong to one owner (a patient's encounters); many owners share a statement. */
  async listOf(owner: string, column: string, query: ListQuery): Promise<Page<Listed<Row>>> {
    const size = pageSize(query);
    const { cursors, start } = this.#start({ ...query, place: `${query.place}/${owner}` });
    const key = JSON.stringify([column, size, start, query.filterKey]);
    const rows = size === 0 ? [] : await this.#group(key, column, size + 1, start, query.filter).load(owner);
    return this.#page(rows, size, cursors, start, async (most) => {
      const key = `${column} ${query.filterKey} ${most}`;
      const [row] = await this.#count(key, column, most, query.filter).load(owner);
      return row?.count ?? 0;
    });
  }

  /**
   * In a count of all, what the caller may see is a condition of the count and not of its rows: as theirs it would be tied to the
   * lookup of the person's facts, which PostgreSQL else remembers and makes once a person, however many records they have.
   */
  async #countAll(filter: Fragment, most: number | null): Promise<number> {
    const { counted, visible } = this.source;
    const [row] = await this.#context.store.query<{ count: number }>(
      most === null
        ? sql`select (count(*) filter (where ${visible}))::int as count from ${counted} where ${filter}`
        : sql`select count(*)::int as count
            from (select from ${counted} where ${filter} and ${visible} ${upTo(most)}) counted`,
    );
    return row?.count ?? 0;
  }

  #page(
    rows: readonly Listed<Row>[],
    size: number,
    cursors: Cursors,
    start: Place | null,
    count: Count,
  ): Page<Listed<Row>> {
    const see = [CATALOGUE.get(this.source.tables.see.policy)];
    for (const row of rows.slice(0, size)) this.#context.reads.disclosed(see, row.grants);
    return makePage({ rows, size, cursors, after: start !== null, position: positionOf, count });
  }

  #start(query: ListQuery): { cursors: Cursors; start: Place | null } {
    const place = `${query.place} ${query.filterKey ?? ''}`;
    const cursors = new Cursors(this.#cursorKey, this.#context.caller, place);
    const { after } = query;
    return { cursors, start: after === undefined || after === null ? null : placeOf(cursors.open(after, 2)) };
  }

  async #listed(filter: Fragment, start: Place | null, limit: number): Promise<readonly Listed<Row>[]> {
    const rows: Listed<Row>[] = [];
    for (const range of rangesBehind(this.source, start)) {
      if (rows.length === limit) break;
      rows.push(...(await this.#query<Listed<Row>>(sql`${filter} and ${range}`, limit - rows.length)));
    }
    return rows;
  }

  #query<R extends object>(condition: Fragment, limit?: number): Promise<readonly R[]> {
    const { columns, visible } = this.source;
    const page = limit === undefined ? sql`` : sql`order by ${newestFirst(this.source)} limit ${limit}::int`;
    return this.#context.store.query<R>(
      sql`select ${columns} from ${this.source.from()} where ${condition} and ${visible} ${page}`,
    );
  }

  #group(key: string, column: string, limit: number, start: Place | null, filter = sql`true`) {
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const { columns, visible } = this.source;
    const { facts, from } = this.#ofOwner(column);
    const made = byGroup<Grouped<Row>>(
      (owners) =>
        this.#context.store.query(sql`select row.*, owner.id as owner from unnest(${owners}::uuid[]) owner(id)
          ${facts} cross join lateral (select ${columns} from ${from}
            where t.${name(column)} = owner.id and ${filter} and ${visible} and ${behind(this.source, start)}
            order by ${newestFirst(this.source)} limit ${limit}::int) row`),
      (row) => row.owner,
    );
    this.#groups.set(key, made);
    return made;
  }

  /** Where the owner is the person, what is to be known of them is looked up once for all their rows. */
  #ofOwner(column: string): { readonly facts: Fragment; readonly from: Fragment } {
    if (column !== 'patient') return { facts: sql``, from: this.source.from() };
    return { facts: sql`cross join ${this.source.rule.facts(sql`owner.id`)}`, from: this.source.from(null) };
  }

  #count(key: string, column: string, most: number | null, filter = sql`true`) {
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const { visible } = this.source;
    const { facts, from } = this.#ofOwner(column);
    const made = byGroup<{ owner: string; count: number }>(
      (owners) =>
        this.#context.store.query(sql`select owner.id as owner, (select count(*)::int from (select from ${from}
          where t.${name(column)} = owner.id and ${filter} and ${visible} ${upTo(most)}) counted) as count
          from unnest(${owners}::uuid[]) owner(id) ${facts}`),
      (row) => row.owner,
    );
    this.#counts.set(key, made);
    return made;
  }
}

/** The loaders of a record type, made once a request: apart for executions that ask for content and those that do not. */
export function recordLoaders<Row extends object>(tables: RecordTables, cursorKey: Uint8Array) {
  const make = (content: boolean) => (context: RequestContext) =>
    new RecordLoaders<Row>(context, tables, cursorKey, content);
  const [whole, seen] = [make(true), make(false)];
  /** @param filtered whether a filter looks at the content class */
  return (context: RequestContext, filtered = false): RecordLoaders<Row> =>
    context.use(filtered || context.asks(tables.type, tables.content.policy) ? whole : seen);
}
