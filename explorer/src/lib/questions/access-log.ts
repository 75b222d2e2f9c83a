import { question } from '../graph/question.ts';
import { ANCHORS } from '../records/state.ts';
import { organization } from '../records/values.ts';
import { connection, type Page } from '../shape/connection.ts';
import { member, type Read } from '../shape/cursor.ts';
import { flag, listOrNone, object, oneOf, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const entry = object({
  id: text,
  first: orNull(text),
  last: orNull(text),
  requests: orNull(whole),
  tier: orNull(text),
  role: orNull(text),
  organization: orNull(organization),
  reader: orNull(text),
  readerName: orNull(text),
  own: orNull(flag),
  purpose: orNull(text),
  outcome: orNull(text),
  emergency: orNull(flag),
  unvisited: orNull(flag),
  anchor: orNull(oneOf(ANCHORS)),
  classes: listOrNone(text),
  policies: listOrNone(text),
  people: orNull(whole),
  patients: listOrNone(text),
});
/** What one reader did on one day for one purpose. */
export type AccessEntry = ReturnType<typeof entry>;

/** A page of the log, with what no log can hold. */
export interface AccessPage extends Page<AccessEntry> {
  readonly notLogged: readonly string[];
}

const pageOf: Read<AccessPage> = (at) => ({
  ...connection(entry)(at),
  notLogged: listOrNone(text)(member(at, 'notLogged')),
});

/** What the log is narrowed by; days are `YYYY-MM-DD` in UTC. */
export interface AccessFilter {
  readonly from?: string;
  readonly to?: string;
  readonly purpose?: string;
  /** Record id of a visit. */
  readonly encounter?: string;
  readonly onlyEmergency?: true;
  readonly onlyUnvisited?: true;
  readonly onlyRefused?: true;
  readonly hideOwn?: true;
}

/** Who looked, newest first. No count: it would look through the whole log. */
export const accessLogQuestion = question<
  { first: number; after: string | null; filter: AccessFilter },
  { accessLog: Shown<AccessPage> }
>(
  `query AccessLog($first: Int!, $after: String, $filter: AccessFilter) {
    accessLog(first: $first, after: $after, filter: $filter) {
      notLogged pageInfo { hasNextPage endCursor }
      nodes {
        id first last requests tier role organization { id slug name } reader readerName own purpose outcome
        emergency unvisited anchor classes policies people patients
      }
    }
  }`,
  object({ accessLog: shown(pageOf) }),
);
