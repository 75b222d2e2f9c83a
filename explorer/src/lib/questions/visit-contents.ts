import { question } from '../graph/question.ts';
import { RESULT, result } from '../records/measured.ts';
import { CODING, coding } from '../records/values.ts';
import { connection } from '../shape/connection.ts';
import { listOrNone, object, orNull, text, whole } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { CLAIM_SELECTION, claimRow } from './claims.ts';

const report = object({
  id: text,
  category: orNull(text),
  status: orNull(text),
  code: shown(coding),
  conclusion: orNull(text),
  results: shown(listOrNone(result)),
});

const study = object({
  id: text,
  modality: orNull(text),
  procedure: shown(coding),
  numberOfInstances: orNull(whole),
});

const contents = object({
  diagnosticReports: shown(listOrNone(report)),
  imagingStudies: shown(listOrNone(study)),
  claims: shown(connection(claimRow)),
});
export type VisitReport = ReturnType<typeof report>;

/** What came of a visit: its reports with their results, its images, its claims. */
export const visitContentsQuestion = question<
  { id: string },
  { encounter: ReturnType<typeof contents> | null }
>(
  `query VisitContents($id: ID!) {
    encounter(id: $id) {
      diagnosticReports(first: 20) {
        id category status code ${CODING} conclusion results(first: 40) ${RESULT}
      }
      imagingStudies(first: 20) { id modality procedure ${CODING} numberOfInstances }
      claims(first: 20) { totalCount nodes ${CLAIM_SELECTION} }
    }
  }`,
  object({ encounter: orNull(contents) }),
);
