import { question } from '../graph/question.ts';
import { connection, type Page } from '../shape/connection.ts';
import { json, listOrNone, object, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const block = object({ number: whole, hash: text, time: orNull(text), transactionCount: whole });
export type BlockRow = ReturnType<typeof block>;

/** A stretch of the chain, newest first. */
export const blocksQuestion = question<{ first: number; after: string | null }, { blocks: Page<BlockRow> }>(
  `query Blocks($first: Int!, $after: String) {
    blocks(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { number hash time transactionCount }
    }
  }`,
  object({ blocks: connection(block) }),
);

const creator = shown(object({ name: text }));

const transactionRow = object({
  id: text,
  function: orNull(text),
  contract: orNull(text),
  validation: text,
  creator,
});

const wholeBlock = object({
  number: whole,
  hash: text,
  previousHash: text,
  dataHash: text,
  time: orNull(text),
  transactionCount: whole,
  transactions: shown(listOrNone(transactionRow)),
});
export type Block = ReturnType<typeof wholeBlock>;

/** A block and its transactions, as far as the reader's tier has them. */
export const blockQuestion = question<{ number: number }, { block: Block | null }>(
  `query Block($number: Int!) {
    block(number: $number) {
      number hash previousHash dataHash time transactionCount
      transactions { id function contract validation creator { name } }
    }
  }`,
  object({ block: orNull(wholeBlock) }),
);

const transaction = object({
  id: text,
  block: orNull(whole),
  time: orNull(text),
  function: orNull(text),
  contract: orNull(text),
  validation: text,
  creator,
  creatorMsp: shown(text),
  endorserMsps: shown(listOrNone(text)),
  arguments: shown(json),
  readWriteSet: shown(json),
});
export type Transaction = ReturnType<typeof transaction>;

/** One transaction with what it wrote, where the reader may see that. */
export const transactionQuestion = question<{ id: string }, { transaction: Shown<Transaction> }>(
  `query Transaction($id: ID!) {
    transaction(id: $id) {
      id block time function contract validation creator { name } creatorMsp endorserMsps arguments readWriteSet
    }
  }`,
  object({ transaction: shown(transaction) }),
);
