import { ask } from '../graph/ask.ts';
import type { Asker } from '../graph/post.ts';
import { proofQuestion } from '../questions/proof.ts';
import type { RecordType } from '../records/types.ts';

/**
 * The proof file of some fields of a record, as bytes; null while the newest version is not anchored. The graph gives
 * a JSON value, so the file is that value written anew: the verifier reads values, not spelling.
 */
export async function getProof(
  type: RecordType,
  id: string,
  fields: readonly string[],
  asker: Asker,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { record } = await ask(proofQuestion(type), { id, fields }, asker);
  const proof = record?.proof ?? null;
  return proof === null ? null : new TextEncoder().encode(JSON.stringify(proof, null, 1));
}
