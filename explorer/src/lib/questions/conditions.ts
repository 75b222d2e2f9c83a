import { question } from '../graph/question.ts';
import { anchorOnly } from '../records/trace.ts';
import { coding } from '../records/values.ts';
import { connection, type Page } from '../shape/connection.ts';
import { object, orNull, text } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const condition = object({
  id: text,
  month: orNull(text),
  codeGroup: orNull(text),
  clinicalStatus: orNull(text),
  code: shown(coding),
  trace: orNull(anchorOnly),
});
export type Condition = ReturnType<typeof condition>;

/** What a person was found to have, newest first. */
export const conditionsQuestion = question<
  { patient: string; first: number; after: string | null },
  { patient: { conditions: Shown<Page<Condition>> } | null }
>(
  `query Conditions($patient: ID!, $first: Int!, $after: String) {
    patient(id: $patient) {
      conditions(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id month codeGroup clinicalStatus code { system code display } trace { anchor } }
      }
    }
  }`,
  object({ patient: orNull(object({ conditions: shown(connection(condition)) })) }),
);
