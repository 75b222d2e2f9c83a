import { question } from '../graph/question.ts';
import { humanName } from '../records/values.ts';
import { COUNT } from '../shape/bounded.ts';
import { connection, type Page } from '../shape/connection.ts';
import { list, object, orNull, text, whole } from '../shape/read.ts';
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

/** What people are looked for by; a tier that knows nobody by name has no filter by name. */
export interface PatientFilter {
  readonly name?: string;
  readonly birthDate?: string;
  readonly sex?: string;
  readonly state?: string;
}

/** Which filters the reader's tier has. */
export const patientFilterQuestion = question<
  Record<string, never>,
  { __type: { inputFields: readonly { name: string }[] } | null }
>(
  'query PatientFilters { __type(name: "PatientFilter") { inputFields { name } } }',
  object({ __type: orNull(object({ inputFields: list(object({ name: text })) })) }),
);

/** The people this reader has a relation to, a page at a time. */
export const patientsQuestion = question<
  { first: number; after: string | null; filter: PatientFilter | null },
  { patients: Shown<Page<PatientRow>> }
>(
  `query Patients($first: Int!, $after: String, $filter: PatientFilter) {
    patients(first: $first, after: $after, filter: $filter) {
      ${COUNT} pageInfo { hasNextPage endCursor }
      nodes { id pseudonym birthYear ageBand sex state zip3 name { use family given prefix suffix text } }
    }
  }`,
  object({ patients: shown(connection(patient)) }),
);
