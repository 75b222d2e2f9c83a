import { change } from '../graph/change.ts';
import { question } from '../graph/question.ts';
import { connection, type Page } from '../shape/connection.ts';
import { object, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const row = object({
  id: text,
  reason: orNull(text),
  opened: orNull(text),
  until: orNull(text),
  closed: orNull(text),
  people: orNull(whole),
});
export type CaseRow = ReturnType<typeof row>;

/** An auditor's own cases, the newest first. */
export const casesQuestion = question<
  { first: number; after: string | null },
  { cases: Shown<Page<CaseRow>> }
>(
  `query Cases($first: Int!, $after: String) {
    cases(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id reason opened until closed people }
    }
  }`,
  object({ cases: shown(connection(row)) }),
);

export const openCase = change<{ reason: string; patients: readonly string[] }, CaseRow>(
  `mutation OpenCase($input: OpenCaseInput!) {
    made: openCase(input: $input) { record { id reason opened until closed people } errors { code } }
  }`,
  row,
);

export const closeCase = change<{ id: string }, CaseRow>(
  `mutation CloseCase($input: CloseCaseInput!) {
    made: closeCase(input: $input) { record { id reason opened until closed people } errors { code } }
  }`,
  row,
);
