import type { Pool } from '@caretrail/db/provenance';
import type { Effects } from '@caretrail/db/submission';
import { settle } from './settle.ts';
import { nextSubmission, type Submission, type WaitingLane } from './submission.ts';
import { type WriteOutcome, type WritePort, write } from './write.ts';

/** How a round ended; after VALID and INVALID the submission is settled. */
export type SubmissionOutcome =
  | { readonly state: 'IDLE' }
  | (WriteOutcome & { readonly submission: Submission })
  /** In a block without effect because of what others wrote meanwhile: it is made anew. */
  | { readonly state: 'OVERTAKEN'; readonly submission: Submission; readonly validation: string };

/** Codes that say nothing of the call itself: the state, or the chaincode, changed between endorsement and commit. */
const OVERTAKEN = new Set(['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT', 'EXPIRED_CHAINCODE']);

/**
 * Takes the oldest submission of a lane one round further.
 * @throws as {@link write}
 */
export async function writeSubmission(
  port: WritePort & { readonly sql: Pool },
  effects: Effects,
  lane: WaitingLane,
): Promise<SubmissionOutcome> {
  const submission = await nextSubmission(port.sql, lane);
  if (!submission) return { state: 'IDLE' };
  const { call: name, arguments: args } = submission;
  const outcome = await write(port, submission, () => ({ name, arguments: args }));
  switch (outcome.state) {
    case 'VALID':
      port.onStep('settle', submission);
      await settle(port.sql, effects, submission, outcome);
      break;
    case 'INVALID':
      if (OVERTAKEN.has(outcome.validation))
        return { state: 'OVERTAKEN', submission, validation: outcome.validation };
      port.onStep('settle', submission);
      await settle(port.sql, effects, submission, { state: 'INVALID', code: outcome.validation });
      break;
    case 'UNDECIDED':
    case 'REFUSED':
  }
  return { ...outcome, submission };
}
