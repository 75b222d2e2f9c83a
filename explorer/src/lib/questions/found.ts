import { question } from '../graph/question.ts';
import { object, orNull, text, whole } from '../shape/read.ts';

const known = orNull(object({ id: text }));

/** Which record an id is of, as far as the reader sees it: one they may not see is one that is not there. */
export const foundQuestion = question<
  { id: string },
  {
    Patient: { id: string } | null;
    Encounter: { id: string } | null;
    Condition: { id: string } | null;
    Claim: { id: string } | null;
  }
>(
  `query Found($id: ID!) {
    Patient: patient(id: $id) { id }
    Encounter: encounter(id: $id) { id }
    Condition: condition(id: $id) { id }
    Claim: claim(id: $id) { id }
  }`,
  object({ Patient: known, Encounter: known, Condition: known, Claim: known }),
);

export const foundBlockQuestion = question<{ number: number }, { block: { number: number } | null }>(
  'query FoundBlock($number: Int!) { block(number: $number) { number } }',
  object({ block: orNull(object({ number: whole })) }),
);

export const foundTransactionQuestion = question<{ id: string }, { transaction: { id: string } | null }>(
  'query FoundTransaction($id: ID!) { transaction(id: $id) { id } }',
  object({ transaction: known }),
);
