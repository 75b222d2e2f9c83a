import { question } from '../graph/question.ts';
import { object, orNull, whole } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';

const counted = shown(object({ totalCount: whole }));

const contents = object({
  encounters: counted,
  observations: counted,
  medicationRequests: counted,
  diagnosticReports: counted,
  imagingStudies: counted,
  claims: counted,
  consents: counted,
  coverages: counted,
});
export type Contents = ReturnType<typeof contents>;

/** How many records of each type there are of a person, as far as the reader may know; none of them is opened. */
export const contentsQuestion = question<{ patient: string }, { patient: Contents | null }>(
  `query Contents($patient: ID!) {
    patient(id: $patient) {
      encounters(first: 0) { totalCount } observations(first: 0) { totalCount }
      medicationRequests(first: 0) { totalCount } diagnosticReports(first: 0) { totalCount }
      imagingStudies(first: 0) { totalCount } claims(first: 0) { totalCount }
      consents(first: 0) { totalCount } coverages(first: 0) { totalCount }
    }
  }`,
  object({ patient: orNull(contents) }),
);
