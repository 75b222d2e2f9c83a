import { type Fragment, type RequestContext, sql } from '@caretrail/kit';

/** A block as the index holds it. */
export interface BlockRow {
  readonly channel: string;
  readonly number: number;
  /** Hashes in hex; `previousHash` of block 0 is empty. */
  readonly hash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  /** The latest time that the block's transactions claim. */
  readonly time: Date | null;
  readonly transactionCount: number;
}

interface Row extends Omit<BlockRow, 'number' | 'previousHash' | 'dataHash' | 'transactionCount'> {
  readonly number: string;
  readonly previous_hash: string;
  readonly data_hash: string;
  readonly transaction_count: number;
}

const SELECT = sql`
  select channel, number, encode(hash, 'hex') as hash, encode(previous_hash, 'hex') as previous_hash,
    encode(data_hash, 'hex') as data_hash, time, transaction_count
  from provenance.block`;

async function load({ store }: RequestContext, condition: Fragment): Promise<readonly BlockRow[]> {
  const rows = await store.query<Row>(sql`${SELECT} where ${condition}`);
  return rows.map(({ channel, number, hash, time, ...row }) => ({
    ...{ channel, number: Number(number), hash, time },
    previousHash: row.previous_hash,
    dataHash: row.data_hash,
    transactionCount: row.transaction_count,
  }));
}

export async function loadBlock(
  context: RequestContext,
  channel: string,
  number: number,
): Promise<BlockRow | null> {
  const [row] = await load(context, sql`channel = ${channel} and number = ${number}`);
  return row ?? null;
}

/** Blocks below a number, newest first. */
export function loadBlocks(
  context: RequestContext,
  channel: string,
  below: number | null,
  limit: number,
): Promise<readonly BlockRow[]> {
  return load(
    context,
    sql`channel = ${channel} and (${below}::bigint is null or number < ${below}::bigint)
      order by number desc limit ${limit}`,
  );
}

export async function countBlocks({ store }: RequestContext, channel: string): Promise<number> {
  const [row] = await store.query<{ next_block: string }>(
    sql`select next_block from provenance.indexer where channel = ${channel}`,
  );
  return Number(row?.next_block ?? 0);
}
