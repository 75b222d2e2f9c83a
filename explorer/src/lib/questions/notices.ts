import { change } from '../graph/change.ts';
import { question } from '../graph/question.ts';
import { organization } from '../records/values.ts';
import { connection, type Page } from '../shape/connection.ts';
import { list, object, orNull, text } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const notice = object({
  id: text,
  kind: text,
  code: orNull(text),
  organization: orNull(organization),
  patient: orNull(object({ id: text })),
  until: orNull(text),
  at: orNull(text),
  read: orNull(text),
});
export type NoticeRow = ReturnType<typeof notice>;

/** What a person was told, the newest first. */
export const noticesQuestion = question<
  { first: number; after: string | null; unread: boolean },
  { notices: Shown<Page<NoticeRow>> }
>(
  `query Notices($first: Int!, $after: String, $unread: Boolean!) {
    notices(first: $first, after: $after, unread: $unread) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id kind code organization { id slug name } patient { id } until at read }
    }
  }`,
  object({ notices: shown(connection(notice)) }),
);

export const readNotices = change<{ ids: readonly string[] }, readonly { id: string }[]>(
  `mutation ReadNotices($input: ReadNoticesInput!) {
    made: readNotices(input: $input) { record { id } errors { code } }
  }`,
  list(object({ id: text })),
);
