import { question } from '../graph/question.ts';
import { type RecordType, ROOT_FIELD } from '../records/types.ts';
import { json, object, orNull } from '../shape/read.ts';

/** The proof file of some fields of a record; null while its version is not anchored. */
export const proofQuestion = (type: RecordType) =>
  question<{ id: string; fields: readonly string[] }, { record: { proof: unknown } | null }>(
    `query Proof($id: ID!, $fields: [String!]) {
      record: ${ROOT_FIELD[type]}(id: $id) { proof(fields: $fields) }
    }`,
    object({ record: orNull(object({ proof: json })) }),
  );
