import { ask } from '../graph/ask.ts';
import { Failure } from '../graph/failure.ts';
import type { Asker } from '../graph/post.ts';
import { foundBlockQuestion, foundQuestion, foundTransactionQuestion } from '../questions/found.ts';
import type { RecordType } from '../records/types.ts';

/** What a text in the search box leads to. */
export type Match =
  | { readonly type: RecordType; readonly id: string }
  | { readonly type: 'Block'; readonly id: string }
  | { readonly type: 'Transaction'; readonly id: string };

const BLOCK = /^\d{1,15}$/;
const TRANSACTION = /^[0-9a-f]{64}$/;
const RECORD_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is worth asking the hub about. */
export const isId = (text: string): boolean =>
  [BLOCK, TRANSACTION, RECORD_ID].some((shape) => shape.test(text));

/** Finds what the reader may see under an id; nothing where their tier has no such thing. Throws {@link Failure}. */
export async function find(text: string, asker: Asker, signal: AbortSignal): Promise<readonly Match[]> {
  try {
    if (BLOCK.test(text)) {
      const { block } = await ask(foundBlockQuestion, { number: Number(text) }, asker, signal);
      return block === null ? [] : [{ type: 'Block', id: text }];
    }
    if (TRANSACTION.test(text)) {
      const { transaction } = await ask(foundTransactionQuestion, { id: text }, asker, signal);
      return transaction === null ? [] : [{ type: 'Transaction', id: text }];
    }
    const found = await ask(foundQuestion, { id: text }, asker, signal);
    return found.map((type) => ({ type, id: text }));
  } catch (cause) {
    if (cause instanceof Failure && cause.kind === 'missing') return [];
    throw cause;
  }
}
