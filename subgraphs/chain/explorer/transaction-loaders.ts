import { type RequestContext, sql } from '@caretrail/kit';
import DataLoader from 'dataloader';
import { loadTransactions, type TransactionRow } from './transaction-row.ts';

/** Most transactions that a block shows in a plain list; a longer one is paged with `transactions`. */
const MOST_OF_A_BLOCK = 500;

/** Transactions by id, of one request. Of several with one id the valid one answers, else the first. */
export const transactionLoader = (context: RequestContext) =>
  new DataLoader<string, TransactionRow | null>(async (ids) => {
    const rows = await loadTransactions(
      context,
      sql`transaction.id = any(${[...ids]}::text[])`,
      sql`transaction.block, transaction.index`,
    );
    const byId = new Map<string, TransactionRow>();
    for (const row of rows) if (!byId.has(row.id) || row.validation === 'VALID') byId.set(row.id, row);
    return ids.map((id) => byId.get(id) ?? null);
  });

/** Transactions of blocks of one channel, in their order. */
export const blockTransactionsLoader = (context: RequestContext) =>
  new DataLoader<{ readonly channel: string; readonly number: number }, readonly TransactionRow[], string>(
    async (blocks) => {
      const rows = await loadTransactions(
        context,
        sql`(transaction.channel, transaction.block) in (
              select * from unnest(${blocks.map((block) => block.channel)}::text[],
                                   ${blocks.map((block) => String(block.number))}::bigint[]))
            and transaction.index < ${MOST_OF_A_BLOCK}`,
        sql`transaction.channel, transaction.block, transaction.index`,
      );
      return blocks.map(({ channel, number }) =>
        rows.filter((row) => row.channel === channel && row.block === number),
      );
    },
    { cacheKeyFn: ({ channel, number }) => `${channel} ${number}` },
  );
