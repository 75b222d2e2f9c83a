import { CATALOGUE, type Fragment, type RequestContext, sql } from '@caretrail/kit';
import { transactionLoader } from '../explorer/transaction-loaders.ts';
import type { SearchHit } from './search-hit.ts';

/** PostgreSQL would take more, and GraphQL's `Int` does not. */
const HIGHEST_BLOCK = 2 ** 31 - 1;

interface Block {
  readonly channel: string;
  readonly number: string;
}

const blocks = async (condition: Fragment, { store }: RequestContext): Promise<readonly SearchHit[]> => {
  const rows = await store.query<Block>(
    sql`select channel, number from provenance.block where ${condition} order by channel, number`,
  );
  return rows.map(({ channel, number }) => ({ kind: 'BLOCK', id: number, channel }));
};

/** A block of a channel by its number; open to everyone, like all blocks. */
export const findBlock = async (number: string, channel: string, context: RequestContext) =>
  Number(number) > HIGHEST_BLOCK
    ? []
    : blocks(sql`channel = ${channel} and number = ${Number(number)}::bigint`, context);

/** Blocks by the hash of their header, in hex. */
export const findBlocks = (hash: string, context: RequestContext) =>
  blocks(sql`hash = decode(${hash}, 'hex')`, context);

/** A transaction by its id, as far as the caller sees transactions. */
export async function findTransactions(id: string, context: RequestContext): Promise<readonly SearchHit[]> {
  const open = [CATALOGUE.get('ledger.open')];
  if (!context.decisions.field('Transaction.id', open).allowed) return [];
  const found = await context.use(transactionLoader).load(id);
  return found === null ? [] : [{ kind: 'TRANSACTION', id, channel: found.channel }];
}
