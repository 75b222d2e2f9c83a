import { type Builder, type Connections, Cursors, makePage, pageSize } from '@caretrail/kit';
import { transactionLoader } from './transaction-loaders.ts';
import { countTransactions, loadTransactionPage } from './transaction-page.ts';
import type { addTransaction } from './transaction-type.ts';

/** Ids are 64 hex digits; anything else names nothing and does not reach the database. */
const TRANSACTION_ID = /^[0-9a-f]{64}$/;

/** `Query.transaction` and `Query.transactions`, the newest first. */
export function addTransactionQueries(
  builder: Builder,
  connections: Connections,
  transaction: ReturnType<typeof addTransaction>,
  cursorKey: Uint8Array,
): void {
  const connection = connections.of('Transaction', transaction);
  const filter = builder.inputType('TransactionFilter', {
    fields: (t) => ({ contract: t.string(), function: t.string(), validation: t.string(), block: t.int() }),
  });
  builder.queryFields((t) => ({
    transaction: t.field({
      type: transaction,
      access: 'ledger.open',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, context) =>
        TRANSACTION_ID.test(id) ? context.use(transactionLoader).load(id) : null,
    }),
    transactions: t.field({
      type: connection,
      access: 'ledger.open',
      args: {
        channel: t.arg.string({ required: true, defaultValue: 'care' }),
        first: t.arg.int(),
        after: t.arg.string(),
        filter: t.arg({ type: filter }),
      },
      resolve: async (_, { channel, first, after, filter: given }, context) => {
        const size = pageSize({ first });
        const chosen = given ?? {};
        const cursors = new Cursors(
          cursorKey,
          context.caller,
          `Query.transactions ${channel} ${JSON.stringify(chosen)}`,
        );
        const [block, index] = after == null ? [] : cursors.open(after, 2);
        const before = block === undefined ? null : { block: Number(block), index: Number(index) };
        const rows = await loadTransactionPage(context, channel, chosen, before, size + 1);
        return makePage({
          ...{ rows, size, cursors },
          after: after != null,
          position: (row) => [String(row.block), String(row.index)],
          count: (most) => countTransactions(context, channel, chosen, most),
        });
      },
    }),
  }));
}
