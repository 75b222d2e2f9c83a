import { question } from '../graph/question.ts';
import { humanName } from '../records/values.ts';
import { object, orNull, text } from '../shape/read.ts';

/** A patient's own name and pseudonym, for the identity bar. */
export const ownNameQuestion = question<
  { patient: string },
  { patient: { name: ReturnType<typeof humanName> | null; pseudonym: string | null } | null }
>(
  `query OwnName($patient: ID!) {
    patient(id: $patient) { pseudonym name { use family given prefix suffix text } }
  }`,
  object({ patient: orNull(object({ name: orNull(humanName), pseudonym: orNull(text) })) }),
);
