import { Refusals } from '../graph/refusals.ts';
import type { Cursor, Read } from '../shape/cursor.ts';
import { list, object, orNull, text, whole } from '../shape/read.ts';
import type { Words } from '../words/words.ts';
import { personName } from './names.ts';
import type { RecordType } from './types.ts';
import {
  type Adjudication,
  address,
  adjudication,
  type ClaimLine,
  type ClaimStep,
  type Coding,
  claimLine,
  claimStep,
  coding,
  contactPoint,
  humanName,
  identifier,
  type Money,
  money,
  type Period,
  period,
} from './values.ts';

/** A field's value by what it is, so that a page can draw it: from the graph or from a proof, which agree. */
export type LeafValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'word'; readonly among: WordSet; readonly code: string }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'codings'; readonly codings: readonly Coding[] }
  | { readonly kind: 'record'; readonly type: RecordType; readonly id: string; readonly label: string | null }
  | { readonly kind: 'party'; readonly id: string; readonly name: string | null }
  | { readonly kind: 'lines'; readonly lines: readonly ClaimLine[] }
  | { readonly kind: 'adjudications'; readonly adjudications: readonly Adjudication[] }
  | { readonly kind: 'history'; readonly steps: readonly ClaimStep[] }
  | { readonly kind: 'json'; readonly text: string };

type WordSet = 'sexes' | Exclude<keyof Words['fields'], 'names'>;

const texts = (found: readonly (string | null)[]): LeafValue => ({
  kind: 'texts',
  texts: found.flatMap((one) => (one === null || one === '' ? [] : [one])),
});

const plain: Read<LeafValue> = (at) => texts([typeof at.value === 'number' ? String(whole(at)) : text(at)]);
const word =
  (among: WordSet): Read<LeafValue> =>
  (at) => ({ kind: 'word', among, code: text(at) });
const date: Read<LeafValue> = (at) => ({ kind: 'date', text: text(at) });

/** In the graph a reference is an object, in a proof the other record's id. */
const labelled = object({ id: text, pseudonym: orNull(text), name: orNull(text) });
const reference = (at: Cursor) =>
  typeof at.value === 'string' ? { id: at.value, pseudonym: null, name: null } : labelled(at);
const record =
  (type: RecordType): Read<LeafValue> =>
  (at) => {
    const { id, pseudonym } = reference(at);
    return { kind: 'record', type, id, label: pseudonym };
  };
const party: Read<LeafValue> = (at) => {
  const { id, name } = reference(at);
  return { kind: 'party', id, name };
};

const READ: Readonly<Record<string, Read<LeafValue>>> = {
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
  month: date,
  birthDate: date,
  created: date,
  onset: date,
  abatement: date,
  recordedDate: date,
  recordedAt: date,
  period: (at) => ({ kind: 'period', period: period(at) }),
  billablePeriod: (at) => ({ kind: 'period', period: period(at) }),
  total: (at) => ({ kind: 'money', money: money(at) }),
  paid: (at) => ({ kind: 'money', money: money(at) }),
  type: (at) => ({ kind: 'codings', codings: [coding(at)] }),
  code: (at) => ({ kind: 'codings', codings: [coding(at)] }),
  reason: (at) => ({ kind: 'codings', codings: [coding(at)] }),
  diagnoses: (at) => ({ kind: 'codings', codings: list(coding)(at) }),
  patient: record('Patient'),
  encounter: record('Encounter'),
  organization: party,
  provider: party,
  insurer: party,
  practitioner: party,
  name: (at) => texts([personName(humanName(at))]),
  identifiers: (at) =>
    texts(list(identifier)(at).map(({ type, value }) => (type ? `${type} ${value}` : value))),
  telecom: (at) => texts(list(contactPoint)(at).map(({ value }) => value)),
  address: (at) => {
    const { lines, city, state, postalCode, country } = address(at);
    return texts([...lines, [city, state, postalCode].filter((part) => part !== null).join(' '), country]);
  },
  lines: (at) => ({ kind: 'lines', lines: list(claimLine)(at) }),
  adjudications: (at) => ({ kind: 'adjudications', adjudications: list(adjudication)(at) }),
  history: (at) => ({ kind: 'history', steps: list(claimStep)(at) }),
};

/** What a field's value is. One of an unknown shape is shown as the JSON it is: a proof may come from a newer schema. */
export function leafValue(type: string, name: string, value: unknown): LeafValue {
  if (value === null || value === undefined) return { kind: 'none' };
  const read = READ[`${type}.${name}`] ?? READ[name];
  try {
    if (read) return read({ value, path: [name], refusals: new Refusals([]) });
  } catch {
    // Falls through to JSON.
  }
  return { kind: 'json', text: JSON.stringify(value, null, 2) };
}
