import { ask } from '../graph/ask.ts';
import { Failure } from '../graph/failure.ts';
import type { Asker } from '../graph/post.ts';
import { foundQuestion } from '../questions/found.ts';
import { RECORD_TYPES, type RecordType } from '../records/types.ts';

/** What a text in the search box leads to. */
export interface Match {
  readonly type: RecordType;
  readonly id: string;
}

const RECORD_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is worth asking the hub about. */
export const isId = (text: string): boolean => RECORD_ID.test(text);

/** Finds what the reader may see under an id; nothing where their tier has no such thing. Throws {@link Failure}. */
export async function find(text: string, asker: Asker, signal: AbortSignal): Promise<readonly Match[]> {
  try {
    const found = await ask(foundQuestion, { id: text }, asker, signal);
    return RECORD_TYPES.flatMap((type) => (found[type] === null ? [] : [{ type, id: text }]));
  } catch (cause) {
    if (cause instanceof Failure && cause.kind === 'missing') return [];
    throw cause;
  }
}
