/** What becomes of a change that somebody asks for. */
export const changes = {
  notMade: 'Nothing was changed',
  problems: {
    UNKNOWN: 'It does not exist, is your own, or is not for you to decide. All three read alike.',
    REVIEWED: 'Somebody has reviewed it already.',
    LIMIT_EXCEEDED: 'You have done this as often as is allowed for now.',
    NO_EXACT_MATCH:
      'Nobody, or more than one person, is on record exactly so. Compare every character, or use another identifier.',
    REVIEW_PENDING: 'Your last emergency access to this person is not reviewed yet.',
    BAD_USER_INPUT: 'Something is missing, too short or too long.',
  },
  otherProblem: (code: string) => `The hub refused it: ${code}.`,
  otherPurpose: 'Another purpose of use is needed',
  otherPurposeText: (purpose: string) => `This is done for the purpose “${purpose}”, and on record as such.`,
  stepUpText: 'It counts for five minutes. You come back to this page, for the same purpose.',
};
