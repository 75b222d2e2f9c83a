import { question } from '../graph/question.ts';
import { anchorOnly, integrity } from '../records/trace.ts';
import { CLAIM_STATES, coding, humanName, money, organization, period } from '../records/values.ts';
import { connection } from '../shape/connection.ts';
import { listOrNone, object, oneOf, orNull, text, whole } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

const claim = object({
  id: text,
  state: orNull(oneOf(CLAIM_STATES)),
  total: orNull(money),
  paid: orNull(money),
});

const report = object({ id: text, category: orNull(text), code: shown(coding) });
const study = object({ id: text, modality: orNull(text), procedure: shown(coding) });

const visit = object({
  id: text,
  month: orNull(text),
  class: orNull(text),
  status: orNull(text),
  typeGroup: orNull(text),
  sensitivity: orNull(text),
  organization: orNull(organization),
  period: shown(period),
  type: shown(coding),
  reason: shown(coding),
  practitioner: shown(object({ name: text })),
  claims: shown(connection(claim)),
  diagnosticReports: listOrNone(report),
  imagingStudies: listOrNone(study),
  trace: orNull(anchorOnly),
  integrity,
});

const person = object({
  id: text,
  pseudonym: orNull(text),
  birthYear: orNull(whole),
  ageBand: orNull(text),
  sex: orNull(text),
  state: orNull(text),
  zip3: orNull(text),
  name: shown(humanName),
  birthDate: shown(text),
  encounters: shown(connection(visit)),
});

export type Visit = ReturnType<typeof visit>;
export type Person = ReturnType<typeof person>;

/** A person and their newest visits, each with what came of it and its state on the ledger. */
export const visitsQuestion = question<
  { patient: string; first: number; after: string | null },
  { patient: Shown<Person> }
>(
  `query Visits($patient: ID!, $first: Int!, $after: String) {
    patient(id: $patient) {
      id pseudonym birthYear ageBand sex state zip3 birthDate
      name { use family given prefix suffix text }
      encounters(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          id month class status typeGroup sensitivity
          organization { id slug name }
          period { start end } type { system code display } reason { system code display }
          practitioner { name }
          claims(first: 5) { totalCount nodes { id state total { value currency } paid { value currency } } }
          diagnosticReports(first: 5) { id category code { system code display } }
          imagingStudies(first: 5) { id modality procedure { system code display } }
          trace { anchor } integrity
        }
      }
    }
  }`,
  object({ patient: shown(person) }),
);
