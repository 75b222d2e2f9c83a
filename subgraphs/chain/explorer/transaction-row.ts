import {
  type Fragment,
  type GrantedRow,
  type Relation,
  type RequestContext,
  sql,
  UNCLASSED,
} from '@caretrail/kit';
import { seenTransactions } from './seen-transactions.ts';

/** A transaction as far as the caller may see it. `id` is Fabric's transaction id. */
export interface TransactionRow extends GrantedRow {
  readonly channel: string;
  readonly block: number;
  readonly index: number;
  readonly time: Date | null;
  readonly validation: string;
  readonly contract: string | null;
  readonly function: string | null;
  /** Null where the caller may not read what the transaction says. */
  readonly content: TransactionContent | null;
}

interface TransactionContent {
  readonly creatorMsp: string | null;
  /** Member slug. */
  readonly creator: string | null;
  /** Member slugs; an MSP id where several members share the MSP. */
  readonly endorsers: readonly string[];
  readonly arguments: unknown;
  readonly readWriteSet: unknown;
  readonly event: unknown;
}

interface Row {
  readonly channel: string;
  readonly block: string;
  readonly index: number;
  readonly id: string;
  readonly time: Date | null;
  readonly validation: string;
  readonly contract: string | null;
  readonly function: string | null;
  readonly creator_msp: string | null;
  readonly creator_organization: string | null;
  readonly endorsers: readonly string[] | null;
  readonly arguments: unknown;
  readonly read_write_set: unknown;
  readonly event: unknown;
}

const CONTENT = sql`content.creator_msp, content.creator_organization, content.endorsers, content.arguments,
  content.read_write_set, content.event`;
const JOIN_CONTENT = sql`left join provenance.transaction_content content using (channel, block, index)`;
/** For callers to whom no content is open at all: their database role may not even name the table. */
const NO_CONTENT = sql`null as creator_msp, null as creator_organization, null as endorsers, null as arguments,
  null as read_write_set, null as event`;

/**
 * Transactions under a condition on `transaction`, with their content where the caller may read it, in one statement.
 * Row-level security decides as well; what is asked here stands on its own.
 */
export async function loadTransactions(
  context: RequestContext,
  condition: Fragment,
  order: Fragment = sql`transaction.block desc, transaction.index desc`,
): Promise<readonly TransactionRow[]> {
  const seen = seenTransactions(context);
  const [columns, join] = seen.hasContent ? [CONTENT, JOIN_CONTENT] : [NO_CONTENT, sql``];
  const rows = await context.store.query<Row>(sql`
    select transaction.channel, transaction.block, transaction.index, transaction.id, transaction.time,
      transaction.validation, transaction.contract, transaction.function, ${columns}
    from provenance.transaction ${join}
    where ${condition} and ${seen.condition}
    order by ${order}`);
  return rows.map((row) => transactionRow(row, context.caller.organization, seen.relations));
}

function transactionRow(row: Row, organization: string | null, seenBy: readonly Relation[]): TransactionRow {
  const { channel, block, index, id, time, validation, contract, endorsers } = row;
  const content = endorsers === null ? null : contentOf(row, endorsers);
  const party =
    organization !== null && (content?.creator === organization || content?.endorsers.includes(organization));
  const held: readonly Relation[] = party ? [...seenBy, 'ownOrganization'] : seenBy;
  return {
    ...{ channel, index, id, time, validation, contract, content },
    block: Number(block),
    function: row.function,
    grants: { patient: null, relations: { [UNCLASSED]: held }, consents: [] },
  };
}

function contentOf(row: Row, endorsers: readonly string[]): TransactionContent {
  const { creator_msp: creatorMsp, creator_organization: creator, arguments: args, event } = row;
  return { creatorMsp, creator, endorsers, arguments: args, readWriteSet: row.read_write_set, event };
}
