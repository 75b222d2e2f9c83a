import { RESULT, type Result, result } from '../records/measured.ts';
import { type PersonList, personQuestion } from './list.ts';

/** Laboratory results, newest first. */
export const results: PersonList<Result> = {
  name: 'results',
  type: 'Observation',
  question: personQuestion('query Results', 'observations', RESULT.slice(1, -1), result),
};
