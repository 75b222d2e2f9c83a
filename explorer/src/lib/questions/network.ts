import { question } from '../graph/question.ts';
import { connection, type Page } from '../shape/connection.ts';
import { flag, list, object, orNull, text, whole } from '../shape/read.ts';

const rule = object({ required: whole, msps: list(text) });

const channel = object({
  name: text,
  height: orNull(whole),
  endorsement: rule,
  receipts: rule,
});

const member = object({ slug: text, name: text, kind: text, msp: text, parts: list(text) });

const network = object({
  development: flag,
  consensus: text,
  channels: list(channel),
  organizations: list(member),
});

const block = object({ number: whole, hash: text, time: orNull(text), transactionCount: whole });

export type Network = ReturnType<typeof network>;
export type Block = ReturnType<typeof block>;

/** What anyone may know of the network: its members and the part each has, and the newest blocks. */
export const networkQuestion = question<{ first: number }, { network: Network; blocks: Page<Block> }>(
  `query Network($first: Int!) {
    network {
      development consensus
      channels { name height endorsement { required msps } receipts { required msps } }
      organizations { slug name kind msp parts }
    }
    blocks(first: $first) { totalCount pageInfo { hasNextPage endCursor } nodes { number hash time transactionCount } }
  }`,
  object({ network, blocks: connection(block) }),
);

/** The members' names, for the identity bar. */
export const membersQuestion = question<
  Record<string, never>,
  { network: { organizations: readonly { slug: string; name: string }[] } }
>(
  'query Members { network { organizations { slug name } } }',
  object({ network: object({ organizations: list(object({ slug: text, name: text })) }) }),
);
