import { GraphQLError } from 'graphql';

/** Words for the caller; which part it is, and where, is in the log alone. */
const WORDS = {
  UNAVAILABLE: 'A part of this system does not answer.',
  TIMEOUT: 'A part of this system did not answer in time.',
} as const;

/** A subgraph in another process could not be asked. The rest of the answer stands. */
export class SubgraphUnavailable extends GraphQLError {
  constructor(code: keyof typeof WORDS) {
    super(WORDS[code], { extensions: { code } });
  }
}
