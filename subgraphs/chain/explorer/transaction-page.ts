import { type Fragment, join, type RequestContext, sql, upTo } from '@caretrail/kit';
import { seenTransactions } from './seen-transactions.ts';
import { loadTransactions, type TransactionRow } from './transaction-row.ts';

/** What a list of transactions may be narrowed by: nothing that not everyone who sees them may read. */
export interface TransactionFilter {
  readonly contract?: string | null | undefined;
  readonly function?: string | null | undefined;
  readonly validation?: string | null | undefined;
  readonly block?: number | null | undefined;
}

/** Where a transaction stands on its channel. */
export interface TransactionPlace {
  readonly block: number;
  readonly index: number;
}

function chosen(channel: string, filter: TransactionFilter): Fragment {
  const conditions = [sql`transaction.channel = ${channel}`];
  const { contract, validation, block } = filter;
  if (typeof contract === 'string') conditions.push(sql`transaction.contract = ${contract}`);
  if (typeof filter.function === 'string') conditions.push(sql`transaction.function = ${filter.function}`);
  if (typeof validation === 'string') conditions.push(sql`transaction.validation = ${validation}`);
  if (typeof block === 'number') conditions.push(sql`transaction.block = ${block}`);
  return join(conditions, ' and ');
}

/** Transactions before a place, newest first. */
export function loadTransactionPage(
  context: RequestContext,
  channel: string,
  filter: TransactionFilter,
  before: TransactionPlace | null,
  limit: number,
): Promise<readonly TransactionRow[]> {
  const place = before
    ? sql`(transaction.block, transaction.index) < (${before.block}::bigint, ${before.index}::int)`
    : sql`true`;
  return loadTransactions(
    context,
    sql`${chosen(channel, filter)} and ${place}`,
    sql`transaction.block desc, transaction.index desc limit ${limit}`,
  );
}

/** How many of them this caller sees, counted up to `most`. */
export async function countTransactions(
  context: RequestContext,
  channel: string,
  filter: TransactionFilter,
  most: number | null,
): Promise<number> {
  const [row] = await context.store.query<{ count: string }>(
    sql`select count(*) from (select from provenance.transaction
        where ${chosen(channel, filter)} and ${seenTransactions(context).condition} ${upTo(most)}) counted`,
  );
  return Number(row?.count ?? 0);
}
