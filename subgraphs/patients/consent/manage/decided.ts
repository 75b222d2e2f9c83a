import type { ConsentStep } from '@caretrail/db/decisions';
import { submissionState } from '@caretrail/db/submission';
import { type AnchorStatus, type Made, type RequestContext, tagged } from '@caretrail/kit';

/** What a step about a decision made. */
export interface Decided extends Made {
  /** Record id of the decision. */
  readonly record: string;
  readonly step: ConsentStep;
}

const ANCHORS = { PENDING: 'PENDING', VALID: 'ANCHORED', INVALID: 'FAILED' } as const;

/** How far a call on record is. */
export async function anchorOf(context: RequestContext, submission: number): Promise<AnchorStatus> {
  const state = await submissionState(tagged(context.store), submission);
  return ANCHORS[state?.state ?? 'PENDING'];
}

export const madeBy = async (context: RequestContext, step: ConsentStep): Promise<Decided> => ({
  ...{ record: step.record, step },
  anchor: await anchorOf(context, step.submission),
});
