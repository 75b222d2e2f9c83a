import { change } from '../graph/change.ts';
import { question } from '../graph/question.ts';
import { organization } from '../records/values.ts';
import { connection, type Page } from '../shape/connection.ts';
import { flag, object, oneOf, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

export const REVIEW_STATES = ['OPEN', 'REVIEWED'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const OUTCOMES = ['JUSTIFIED', 'UNJUSTIFIED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What somebody says who has looked at it. */
export interface Judgement {
  readonly id: string;
  readonly outcome: Outcome;
  readonly finding: string | null;
}

interface Queue {
  readonly first: number;
  readonly after: string | null;
  readonly state: ReviewState;
}

const review = {
  reviewed: orNull(text),
  reviewer: orNull(text),
  outcome: orNull(oneOf(OUTCOMES)),
  finding: orNull(text),
};

const emergency = object({
  id: text,
  patient: orNull(object({ id: text })),
  pseudonym: orNull(text),
  actor: orNull(text),
  organization: orNull(organization),
  reason: orNull(text),
  explanation: orNull(text),
  opened: orNull(text),
  expires: orNull(text),
  active: orNull(flag),
  ...review,
});
export type Emergency = ReturnType<typeof emergency>;

const alert = object({
  id: text,
  case: orNull(text),
  auditor: orNull(text),
  reason: orNull(text),
  day: orNull(text),
  reads: orNull(whole),
  raised: orNull(text),
  ...review,
});
export type Alert = ReturnType<typeof alert>;

const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';
const REVIEW = 'reviewed reviewer outcome finding';

/** Emergency accesses of others, the oldest first. */
export const emergenciesQuestion = question<Queue, { breakGlassReviews: Shown<Page<Emergency>> }>(
  `query BreakGlassReviews($first: Int!, $after: String, $state: ReviewState!) {
    breakGlassReviews(first: $first, after: $after, state: $state) {
      ${PAGE}
      nodes {
        id patient { id } pseudonym actor organization { id slug name } reason explanation opened expires active
        ${REVIEW}
      }
    }
  }`,
  object({ breakGlassReviews: shown(connection(emergency)) }),
);

/** Cases of others under which unusually much was read, the oldest first. */
export const alertsQuestion = question<Queue, { caseAlerts: Shown<Page<Alert>> }>(
  `query CaseAlerts($first: Int!, $after: String, $state: ReviewState!) {
    caseAlerts(first: $first, after: $after, state: $state) {
      ${PAGE}
      nodes { id case auditor reason day reads raised ${REVIEW} }
    }
  }`,
  object({ caseAlerts: shown(connection(alert)) }),
);

const judged = object({ id: text });

export const judgeEmergency = change<Judgement, { id: string }>(
  `mutation ReviewBreakGlass($input: ReviewBreakGlassInput!) {
    made: reviewBreakGlass(input: $input) { record { id } errors { code } }
  }`,
  judged,
);

export const judgeAlert = change<Judgement, { id: string }>(
  `mutation ReviewCaseAlert($input: ReviewCaseAlertInput!) {
    made: reviewCaseAlert(input: $input) { record { id } errors { code } }
  }`,
  judged,
);
