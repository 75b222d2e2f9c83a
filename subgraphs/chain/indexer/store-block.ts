import type { Pool, Sql } from '@caretrail/db/provenance';
import type { LedgerBlock, LedgerCreator } from '../ledger/index.ts';
import { storableText, storableTime, transactionRow } from './transaction-row.ts';

/** Names the member by MSP and certificate attribute; null where the ledger's profile knows none. */
export type OrganizationOf = (identity: Pick<LedgerCreator, 'msp' | 'attribute'>) => string | null;

/** The ledger delivered something that does not continue what is indexed: another, or a changed, ledger. */
export class LedgerDiffers extends Error {
  readonly code = 'LEDGER_DIFFERS';
}

/** Where indexing a channel stands. */
export interface IndexPosition {
  /** Number of the next block. */
  readonly next: number;
  /** Header hash of the block before it; null before block 0. */
  readonly lastHash: Uint8Array | null;
}

export async function indexPosition(sql: Sql, channel: string): Promise<IndexPosition> {
  const [row] = await sql<{ next_block: string; last_hash: Uint8Array | null }>`
    select next_block, last_hash from provenance.indexer where channel = ${channel}`;
  return row ? { next: Number(row.next_block), lastHash: row.last_hash } : { next: 0, lastHash: null };
}

/**
 * Writes a block, its transactions and the position behind it in one SQL transaction: after a crash the block is
 * there whole or not at all. A block that is there already is left alone; a gap or a break in the chain is refused.
 * @throws LedgerDiffers
 */
export async function storeBlock(
  pool: Pool,
  block: LedgerBlock,
  organizationOf: OrganizationOf,
): Promise<void> {
  await pool.begin(async (sql) => {
    await sql`insert into provenance.indexer (channel, next_block) values (${block.channel}, 0) on conflict do nothing`;
    const [row] = await sql<{ next_block: string; last_hash: Uint8Array | null }>`
      select next_block, last_hash from provenance.indexer where channel = ${block.channel} for update`;
    const next = Number(row?.next_block ?? 0);
    if (block.number < next) return;
    if (block.number > next) throw new LedgerDiffers(`block ${block.number} came where ${next} was due`);
    if (Buffer.compare(row?.last_hash ?? new Uint8Array(), block.previousHash) !== 0)
      throw new LedgerDiffers(`block ${block.number} does not name the hash of the block before it`);
    await insertBlock(sql, block);
    await insertTransactions(sql, block, organizationOf);
    await sql`
      update provenance.indexer set next_block = ${block.number + 1}, last_hash = ${block.hash}
      where channel = ${block.channel}`;
  });
}

async function insertBlock(sql: Sql, block: LedgerBlock): Promise<void> {
  const { channel, number, hash, previousHash, dataHash, transactions } = block;
  await sql`
    insert into provenance.block (channel, number, hash, previous_hash, data_hash, time, transaction_count)
    values (${channel}, ${number}, ${hash}, ${previousHash}, ${dataHash}, ${timeOf(block)}, ${transactions.length})`;
}

/** Blocks carry no time of their own; shown is the latest that their transactions' clients claim. */
function timeOf({ transactions }: LedgerBlock): string | null {
  const times = transactions.flatMap(({ time }) => storableTime(time) ?? []);
  return times.toSorted().at(-1) ?? null;
}

async function insertTransactions(
  sql: Sql,
  block: LedgerBlock,
  organizationOf: OrganizationOf,
): Promise<void> {
  const { channel, number } = block;
  const rows = JSON.stringify(
    block.transactions.map((item) => transactionRow(item, organizationOf)),
    storableText,
  );
  await sql`
    insert into provenance.transaction (channel, block, index, id, time, validation, contract, function)
    select ${channel}, ${number}, item.* from jsonb_to_recordset(${rows}::text::jsonb)
      as item(index int, id text, time timestamptz, validation text, contract text, function text)`;
  await sql`
    insert into provenance.transaction_content (channel, block, index, id, creator_msp, creator_organization,
      endorsers, arguments, read_write_set, event)
    select ${channel}, ${number}, item.index, item.id, item.creator_msp, item.creator_organization,
      array(select jsonb_array_elements_text(item.endorsers)), item.arguments, item.read_write_set, item.event
    from jsonb_to_recordset(${rows}::text::jsonb) as item(index int, id text, creator_msp text,
      creator_organization text, endorsers jsonb, arguments jsonb, read_write_set jsonb, event jsonb)`;
}
