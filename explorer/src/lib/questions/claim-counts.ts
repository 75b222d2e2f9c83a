import { question } from '../graph/question.ts';
import { CLAIM_STATES, type ClaimState } from '../records/values.ts';
import { COUNT } from '../shape/bounded.ts';
import { member, type Read } from '../shape/cursor.ts';
import { object, orNull, whole } from '../shape/read.ts';

const counted = orNull(object({ countUpTo: whole }));
const countOf =
  (name: string): Read<number | null> =>
  (at) =>
    counted(member(at, name))?.countUpTo ?? null;

/** How many claims there are, and how many in each state, each counted up to a bound; null where the reader may not know. */
interface ClaimCounts {
  readonly all: number | null;
  readonly states: ReadonlyMap<ClaimState, number | null>;
}

const MONTHS = 'fromMonth: $fromMonth, toMonth: $toMonth';

/** Claims by state, in months that may be narrowed; none of them is opened. */
export const claimCountsQuestion = question<{ fromMonth?: string; toMonth?: string }, ClaimCounts>(
  `query ClaimCounts($fromMonth: String, $toMonth: String) {
    all: claims(first: 0, filter: { ${MONTHS} }) { ${COUNT} }
    ${CLAIM_STATES.map((state) => `${state}: claims(first: 0, filter: { state: ${state}, ${MONTHS} }) { ${COUNT} }`).join('\n')}
  }`,
  (at) => ({
    all: countOf('all')(at),
    states: new Map(CLAIM_STATES.map((state) => [state, countOf(state)(at)])),
  }),
);
