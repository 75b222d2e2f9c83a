import { question } from '../graph/question.ts';
import { humanName } from '../records/values.ts';
import { connection, type Page } from '../shape/connection.ts';
import { object, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const patient = object({
  id: text,
  pseudonym: orNull(text),
  birthYear: orNull(whole),
  ageBand: orNull(text),
  sex: orNull(text),
  state: orNull(text),
  zip3: orNull(text),
  name: shown(humanName),
});
export type PatientRow = ReturnType<typeof patient>;

/** The people this reader has a relation to, a page at a time. */
export const patientsQuestion = question<
  { first: number; after: string | null },
  { patients: Shown<Page<PatientRow>> }
>(
  `query Patients($first: Int!, $after: String) {
    patients(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id pseudonym birthYear ageBand sex state zip3 name { use family given prefix suffix text } }
    }
  }`,
  object({ patients: shown(connection(patient)) }),
);
