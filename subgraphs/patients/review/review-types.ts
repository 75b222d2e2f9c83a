import type { Builder } from '@caretrail/kit';
import { REVIEW_OUTCOMES } from '@caretrail/proof/command';

/** What all review queues share. */
export const addReviewTypes = (builder: Builder) => ({
  Outcome: builder.enumType('ReviewOutcome', { values: REVIEW_OUTCOMES }),
  State: builder.enumType('ReviewState', {
    description: 'OPEN: nobody has looked at it.',
    values: ['OPEN', 'REVIEWED'] as const,
  }),
});

export type ReviewTypes = ReturnType<typeof addReviewTypes>;
