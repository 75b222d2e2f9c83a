import { question } from '../graph/question.ts';
import { anchorOnly, integrity } from '../records/trace.ts';
import { CLAIM_STATES, type ClaimState, money, organization } from '../records/values.ts';
import { COUNT } from '../shape/bounded.ts';
import { connection, type Page } from '../shape/connection.ts';
import { object, oneOf, orNull, text } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

/** A claim in a list. */
export const claimRow = object({
  id: text,
  state: orNull(oneOf(CLAIM_STATES)),
  month: orNull(text),
  typeGroup: orNull(text),
  total: orNull(money),
  paid: orNull(money),
  provider: orNull(organization),
  patient: orNull(object({ id: text, pseudonym: orNull(text) })),
  trace: orNull(anchorOnly),
  integrity,
});
export type ClaimRow = ReturnType<typeof claimRow>;

/** Selection that {@link claimRow} reads. */
export const CLAIM_SELECTION = `{
  id state month typeGroup total { value currency } paid { value currency }
  provider { id slug name } patient { id pseudonym } trace { anchor } integrity
}`;

/** What claims are looked for by; months are `YYYY-MM`. */
export interface ClaimFilter {
  readonly state?: ClaimState;
  readonly fromMonth?: string;
  readonly toMonth?: string;
}

/** The claims this reader has a relation to, a page at a time. */
export const claimsQuestion = question<
  { first: number; after: string | null; filter: ClaimFilter | null },
  { claims: Shown<Page<ClaimRow>> }
>(
  `query Claims($first: Int!, $after: String, $filter: ClaimFilter) {
    claims(first: $first, after: $after, filter: $filter) {
      ${COUNT} pageInfo { hasNextPage endCursor }
      nodes ${CLAIM_SELECTION}
    }
  }`,
  object({ claims: shown(connection(claimRow)) }),
);
