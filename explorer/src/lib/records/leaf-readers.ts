import type { Read } from '../shape/cursor.ts';
import { list, text, whole } from '../shape/read.ts';
import type { LeafValue, WordSet } from './leaf-value.ts';
import { component, measured, range, result } from './measured.ts';
import { personName } from './names.ts';
import { provision } from './provision.ts';
import { reference } from './reference.ts';
import type { RecordType } from './types.ts';
import {
  address,
  adjudication,
  claimLine,
  claimStep,
  coding,
  contactPoint,
  coverageClass,
  humanName,
  identifier,
  money,
  period,
  series,
} from './values.ts';

const texts = (found: readonly (string | null)[]): LeafValue => ({
  kind: 'texts',
  texts: found.flatMap((one) => (one === null || one === '' ? [] : [one])),
});

const plain: Read<LeafValue> = (at) => texts([typeof at.value === 'number' ? String(whole(at)) : text(at)]);
const word =
  (among: WordSet): Read<LeafValue> =>
  (at) => ({ kind: 'word', among, code: text(at) });
const date: Read<LeafValue> = (at) => ({ kind: 'date', text: text(at) });
const span: Read<LeafValue> = (at) => ({ kind: 'period', period: period(at) });
const amount: Read<LeafValue> = (at) => ({ kind: 'money', money: money(at) });
const oneCoding: Read<LeafValue> = (at) => ({ kind: 'codings', codings: [coding(at)] });
const codings: Read<LeafValue> = (at) => ({ kind: 'codings', codings: list(coding)(at) });
const record =
  (type: RecordType): Read<LeafValue> =>
  (at) => ({ kind: 'records', type, records: [reference(at)] });
const party: Read<LeafValue> = (at) => ({ kind: 'party', party: reference(at) });

/** How the value of a field is read, by its name; `Type.name` where a type means something else by it. */
export const READERS: Readonly<Record<string, Read<LeafValue>>> = {
  birthYear: plain,
  zip3: plain,
  'Patient.state': plain,
  'Claim.state': word('claimStates'),
  sex: word('sexes'),
  class: word('classes'),
  status: word('statuses'),
  use: word('statuses'),
  typeGroup: word('groups'),
  codeGroup: word('groups'),
  clinicalStatus: word('statuses'),
  verificationStatus: word('statuses'),
  sensitivity: word('sensitivities'),
  intent: word('intents'),
  category: word('categories'),
  'Consent.category': oneCoding,
  modality: word('modalities'),
  decision: word('decisions'),
  scope: word('scopes'),
  relationship: word('relationships'),
  month: date,
  birthDate: date,
  created: date,
  onset: date,
  abatement: date,
  recordedDate: date,
  recordedAt: date,
  effective: date,
  issued: date,
  started: date,
  authoredOn: date,
  dateTime: date,
  period: span,
  billablePeriod: span,
  total: amount,
  paid: amount,
  type: oneCoding,
  code: oneCoding,
  reason: oneCoding,
  interpretation: oneCoding,
  procedure: oneCoding,
  medication: oneCoding,
  policyRule: oneCoding,
  diagnoses: codings,
  conclusionCodes: codings,
  reasons: codings,
  patient: record('Patient'),
  encounter: record('Encounter'),
  organization: party,
  provider: party,
  insurer: party,
  practitioner: party,
  performer: party,
  requester: party,
  name: (at) => texts([personName(humanName(at))]),
  identifiers: (at) =>
    texts(list(identifier)(at).map(({ type, value }) => (type ? `${type} ${value}` : value))),
  telecom: (at) => texts(list(contactPoint)(at).map(({ value }) => value)),
  address: (at) => {
    const { lines, city, state, postalCode, country } = address(at);
    return texts([...lines, [city, state, postalCode].filter((part) => part !== null).join(' '), country]);
  },
  conclusion: plain,
  description: plain,
  studyUid: plain,
  subscriberId: plain,
  numberOfSeries: plain,
  numberOfInstances: plain,
  dosage: (at) => texts(list(text)(at)),
  'Coverage.classes': (at) =>
    texts(list(coverageClass)(at).map(({ name, value, type }) => name ?? value ?? type)),
  lines: (at) => ({ kind: 'lines', lines: list(claimLine)(at) }),
  adjudications: (at) => ({ kind: 'adjudications', adjudications: list(adjudication)(at) }),
  history: (at) => ({ kind: 'history', steps: list(claimStep)(at) }),
  value: (at) => ({ kind: 'measured', measured: measured(at) }),
  referenceRanges: (at) => ({ kind: 'ranges', ranges: list(range)(at) }),
  components: (at) => ({ kind: 'components', components: list(component)(at) }),
  // A proof has the ids of the results alone.
  results: (at) =>
    Array.isArray(at.value) && typeof at.value[0] === 'string'
      ? { kind: 'records', type: 'Observation', records: list(reference)(at) }
      : { kind: 'results', results: list(result)(at) },
  series: (at) => ({ kind: 'series', series: list(series)(at) }),
  provisions: (at) => ({ kind: 'provisions', provisions: list(provision)(at) }),
};
