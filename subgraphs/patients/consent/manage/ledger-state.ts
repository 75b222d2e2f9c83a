import { type ConsentStep, stepsOf } from '@caretrail/db/decisions';
import { type SubmissionState, submissionState } from '@caretrail/db/submission';
import { byGroup, type RequestContext, tagged } from '@caretrail/kit';
import { untilOf } from '@caretrail/proof/consent';

export const CONSENT_EFFECTS = ['WAITING', 'IN_FORCE', 'REFUSED', 'EXPIRED', 'REVOKED'] as const;

/** A decision as its last step left it, and how far the ledger is with that. */
export interface LedgerState {
  /** Id on the ledger. */
  readonly consent: string;
  readonly steps: readonly ConsentStep[];
  /** The step that made the decision: a grant or an amendment. */
  readonly made: ConsentStep;
  readonly last: ConsentStep;
  readonly submission: SubmissionState;
  readonly effect: (typeof CONSENT_EFFECTS)[number];
}

const steps = (context: RequestContext) =>
  byGroup<ConsentStep>(
    (records) => stepsOf(tagged(context.store), records),
    ({ record }) => record,
  );

function effectOf(
  last: ConsentStep,
  made: ConsentStep,
  { state }: SubmissionState,
  now: number,
): LedgerState['effect'] {
  if (last.step === 'revoke') return 'REVOKED';
  const until = made.terms && untilOf(made.terms);
  if (until !== null && Date.parse(until) <= now * 1000) return 'EXPIRED';
  return state === 'VALID' ? 'IN_FORCE' : state === 'INVALID' ? 'REFUSED' : 'WAITING';
}

/** Null for a decision that came as a document: nobody signed it with a key that is known here. */
export async function ledgerState(context: RequestContext, record: string): Promise<LedgerState | null> {
  const all = await context.use(steps).load(record);
  const last = all.at(-1);
  const made = all.findLast(({ step }) => step !== 'revoke');
  if (!last || !made) return null;
  const submission = (await submissionState(tagged(context.store), last.submission)) ?? {
    ...{ state: 'PENDING', reason: null },
  };
  return {
    ...{ consent: made.consent, steps: all, made, last, submission },
    effect: effectOf(last, made, submission, context.now),
  };
}
