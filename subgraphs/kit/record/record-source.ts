import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import { relationsFor } from '../catalogue/relations.ts';
import type { RequestContext } from '../request/context.ts';
import type { RowKeys } from '../rows/row-keys.ts';
import { RowRule } from '../rows/row-rule.ts';
import type { RecordTypeName } from '../schema/record-types.ts';
import { type Fragment, join, name, sql } from '../sql/fragment.ts';

/** Where the rows of a record type live: a see table `t` and a content table `d`, one policy class each. */
export interface RecordTables {
  readonly type: RecordTypeName;
  readonly see: { readonly policy: PolicyId; readonly table: string; readonly columns: readonly string[] };
  readonly content: {
    readonly policy: PolicyId;
    readonly table: string;
    /** Column that holds the record's id. */
    readonly key: string;
    readonly columns: readonly string[];
    /** Text column that says when the record is of, to the instant. */
    readonly time?: string;
  };
  /** Without the time: that is the record's month, or finer where the caller may read it. */
  readonly keys: Omit<RowKeys, 'time'>;
}

/**
 * How lists of a type are ordered for a caller: by what they may read of its time, and no finer. Where only some of the
 * rows show the exact time, all are ordered by month: an order may not tell what a field refuses.
 */
export type Order = 'exact' | 'month' | 'id';

/** The statements of a record type for one caller; content is joined only where their role has it at all. */
export class RecordSource {
  readonly tables: RecordTables;
  readonly rule: RowRule;
  /** Whether the caller's role, purpose and scope leave the content class open. */
  readonly hasContent: boolean;
  readonly order: Order;

  /** Whether the values of the content class are fetched: no more than is asked for. */
  readonly #showsContent: boolean;

  /** @param asked whether anything is asked that the content class tells */
  constructor(context: RequestContext, tables: RecordTables, asked: boolean) {
    const { type, see, content } = tables;
    this.tables = tables;
    const policies = [see.policy, content.policy].map((id) => CATALOGUE.get(id));
    this.hasContent = context.decisions.field(`${type}.*`, policies).allowed;
    this.#showsContent = this.hasContent && asked;
    this.order = this.#order(context);
    this.rule = new RowRule(context, type, this.#keys(), [see.policy, content.policy]);
  }

  /** A consent's data period is compared as finely as the caller may read the record's time. */
  #keys(): RowKeys {
    const { keys, content } = this.tables;
    if (this.order === 'id') return keys;
    const exact = this.order === 'exact' && content.time !== undefined;
    return { ...keys, time: exact ? sql`coalesce(d.${name(content.time ?? '')}, t.month)` : sql`t.month` };
  }

  #order(context: RequestContext): Order {
    const { type, see, content } = this.tables;
    if (content.time === undefined) return 'id';
    if (!this.hasContent) return 'month';
    const { caller, now } = context;
    const [seen, read] = [see, content].map(({ policy }) =>
      relationsFor(CATALOGUE.get(policy), caller, { now, types: [type] }),
    );
    if (seen === undefined || read === undefined) return 'month';
    if (read === 'any') return 'exact';
    return seen !== 'any' && seen.every((relation) => read.includes(relation)) ? 'exact' : 'month';
  }

  get columns(): Fragment {
    const { see, content } = this.tables;
    const seen = see.columns.map((column) => sql`t.${name(column)}`);
    const read = this.#showsContent ? content.columns.map((column) => sql`d.${name(column)}`) : [];
    return sql`t.id, ${join([...seen, ...read], ', ')}, ${this.rule.grants()} as grants, ${this.sortKey} as sort`;
  }

  /** @param facts the person's facts, unless the statement has them outside already */
  from(facts: Fragment | null = this.rule.facts()): Fragment {
    // In exact order whoever sees a row reads it, and the index on the content's time leads; else a row's content is
    // fetched only where it may be read.
    if (this.order === 'exact') return sql`${this.#seen(facts)} ${this.#own}`;
    if (!this.#showsContent) return this.#seen(facts);
    return sql`${this.#seen(facts)} left ${this.#own} and ${this.rule.passes(this.tables.content.policy)}`;
  }

  /** What rows are counted among: as {@link from}, but PostgreSQL leaves out the join where nobody asks for the content. */
  get counted(): Fragment {
    return this.order === 'exact' ? sql`${this.#seen(this.rule.facts())} left ${this.#own}` : this.from();
  }

  #seen(facts: Fragment | null): Fragment {
    const table = sql`${name(this.tables.see.table)} t`;
    return facts === null ? table : sql`${table} cross join ${facts}`;
  }

  get #own(): Fragment {
    const { content } = this.tables;
    return sql`join ${name(content.table)} d on d.${name(content.key)} = t.id`;
  }

  /** The rows there are for this caller. */
  get visible(): Fragment {
    return this.rule.passes(this.tables.see.policy);
  }

  get sortKey(): Fragment {
    const { time } = this.tables.content;
    switch (this.order) {
      case 'exact':
        return sql`d.${name(time ?? '')}`;
      case 'month':
        return sql`t.month`;
      default:
        return sql`null::text`;
    }
  }

  /** The record's id where the list's order finds it: in the table that its index is on. */
  get idKey(): Fragment {
    return this.order === 'exact' ? sql`d.${name(this.tables.content.key)}` : sql`t.id`;
  }
}
