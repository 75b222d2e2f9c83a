import { byGroup, byId, type RequestContext, sql } from '@caretrail/kit';
import { loadTransactions, type TransactionRow } from './transaction-row.ts';

/** Most transactions that a block shows in a plain list; a longer one is paged with `transactions`. */
const MOST_OF_A_BLOCK = 500;

/** Transactions by id, of one request. Of several with one id the valid one answers (the last one counts), else the first. */
export const transactionLoader = (context: RequestContext) =>
  byId<TransactionRow>((ids) =>
    loadTransactions(
      context,
      sql`transaction.id = any(${ids}::text[])`,
      sql`transaction.validation = 'VALID', transaction.block desc, transaction.index desc`,
    ),
  );

/** Transactions of blocks, in their order; the key is made by `blockKey`. */
export const blockTransactionsLoader = (context: RequestContext) =>
  byGroup<TransactionRow>(
    (keys) => {
      const blocks = keys.map((key) => key.split(' '));
      return loadTransactions(
        context,
        sql`(transaction.channel, transaction.block) in (
            select * from unnest(${blocks.map(([channel = '']) => channel)}::text[],
                                 ${blocks.map(([, number = '']) => number)}::bigint[]))
          and transaction.index < ${MOST_OF_A_BLOCK}`,
        sql`transaction.channel, transaction.block, transaction.index`,
      );
    },
    ({ channel, block }) => blockKey(channel, block),
  );

/** Fabric's channel names have no spaces. */
export const blockKey = (channel: string, number: number): string => `${channel} ${number}`;
