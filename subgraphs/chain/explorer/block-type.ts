import type { Builder } from '@caretrail/kit';
import type { BlockRow } from './block-row.ts';
import { blockKey, blockTransactionsLoader } from './transaction-loaders.ts';
import type { addTransaction } from './transaction-type.ts';

export const addBlock = (builder: Builder, transaction: ReturnType<typeof addTransaction>) =>
  builder.objectRef<BlockRow>('Block').implement({
    access: 'open',
    fields: (t) => ({
      channel: t.exposeString('channel', { nullable: false }),
      number: t.exposeInt('number', { nullable: false }),
      hash: t.exposeString('hash', {
        nullable: false,
        description: 'SHA-256 of the header’s DER form, in hex.',
      }),
      previousHash: t.exposeString('previousHash', { nullable: false }),
      dataHash: t.exposeString('dataHash', { nullable: false }),
      time: t.expose('time', {
        type: 'DateTime',
        description: 'The latest time that its transactions claim: blocks carry none.',
      }),
      transactionCount: t.exposeInt('transactionCount', { nullable: false }),
      transactions: t.field({
        type: [transaction],
        access: 'ledger.open',
        resolve: async ({ channel, number }, _, context) => [
          ...(await context.use(blockTransactionsLoader).load(blockKey(channel, number))),
        ],
      }),
    }),
  });
