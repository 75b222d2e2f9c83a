import { question } from '../graph/question.ts';
import { RECORD_TYPES, type RecordType, ROOT_FIELD } from '../records/types.ts';
import { member } from '../shape/cursor.ts';
import { object, orNull, text, whole } from '../shape/read.ts';

const known = orNull(object({ id: text }));

/** Which record an id is of, as far as the reader sees it: one they may not see is one that is not there. */
export const foundQuestion = question<{ id: string }, readonly RecordType[]>(
  `query Found($id: ID!) { ${RECORD_TYPES.map((type) => `${type}: ${ROOT_FIELD[type]}(id: $id) { id }`).join(' ')} }`,
  (at) => RECORD_TYPES.filter((type) => known(member(at, type)) !== null),
);

export const foundBlockQuestion = question<{ number: number }, { block: { number: number } | null }>(
  'query FoundBlock($number: Int!) { block(number: $number) { number } }',
  object({ block: orNull(object({ number: whole })) }),
);

export const foundTransactionQuestion = question<{ id: string }, { transaction: { id: string } | null }>(
  'query FoundTransaction($id: ID!) { transaction(id: $id) { id } }',
  object({ transaction: known }),
);
