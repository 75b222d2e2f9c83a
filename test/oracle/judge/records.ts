import type { PolicyName } from './policies.ts';

/** What a record type's fields show, by the public graph's own words. */
export interface RecordFields {
  readonly see: PolicyName;
  readonly read: PolicyName;
  /** Tables of the see class and of the content class, and the latter's column that names the record. */
  readonly tables: readonly [see: string, content: string, key: string];
  /** Leaves of the see class: the selection below, empty for a scalar. */
  readonly seen: Readonly<Record<string, string>>;
  /** Leaves of the content class. */
  readonly content: Readonly<Record<string, string>>;
  /** Fields that lead to one record: its type, the column that names it. */
  readonly references: Readonly<Record<string, string>>;
  /** Fields that are connections of records. */
  readonly connections: Readonly<Record<string, string>>;
  /** Fields that are plain lists of records, of the see class or (`results`) the content class. */
  readonly lists: Readonly<Record<string, string>>;
}

const CODING = '{ system code display }';
const PERIOD = '{ start end }';
const MONEY = '{ value currency }';
const ORGANIZATION = '{ id slug name kind }';
const PRACTITIONER = '{ id name npi }';

const scalars = (names: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, '']));

const none = { references: {}, connections: {}, lists: {} };

const clinical = (table: string, seen: string, content: Readonly<Record<string, string>>): RecordFields => ({
  ...none,
  ...{ see: 'clinical.see', read: 'clinical.read' },
  tables: [`patients.${table}`, `patients.${table}_detail`, table],
  seen: scalars(`month sensitivity ${seen}`.trim()),
  content,
  references: { patient: 'Patient', encounter: 'Encounter' },
});

/** Record types of the graph, copied by hand from its document: a field that is not here may not be in a tier's schema. */
export const RECORDS: Readonly<Record<string, RecordFields>> = {
  Patient: {
    ...none,
    ...{ see: 'person.see', read: 'person.identify' },
    tables: ['patients.patient', 'patients.patient_identity', 'patient'],
    seen: scalars('pseudonym birthYear ageBand sex state zip3'),
    content: {
      ...{ name: '{ use family given prefix text }', identifiers: '{ system value type }' },
      ...{ telecom: '{ system value use }', address: '{ lines city state postalCode }', birthDate: '' },
    },
    connections: {
      ...{ encounters: 'Encounter', conditions: 'Condition', observations: 'Observation' },
      ...{ diagnosticReports: 'DiagnosticReport', imagingStudies: 'ImagingStudy' },
      ...{ medicationRequests: 'MedicationRequest', consents: 'Consent' },
      ...{ claims: 'Claim', coverages: 'Coverage' },
    },
  },
  Encounter: {
    ...clinical('encounter', 'class status typeGroup', {
      ...{ period: PERIOD, type: CODING, reason: CODING, practitioner: PRACTITIONER },
    }),
    seen: { ...scalars('month sensitivity class status typeGroup'), organization: ORGANIZATION },
    references: { patient: 'Patient' },
    connections: { claims: 'Claim' },
    lists: { imagingStudies: 'ImagingStudy', diagnosticReports: 'DiagnosticReport' },
  },
  Condition: clinical('condition', 'codeGroup clinicalStatus', {
    ...{ code: CODING, ...scalars('onset abatement recordedDate verificationStatus') },
  }),
  Observation: clinical('observation', 'category status', {
    ...{ code: CODING, ...scalars('effective issued'), value: '{ text quantity { value unit } }' },
    ...{ interpretation: CODING, referenceRanges: '{ text }', performer: PRACTITIONER },
    components: `{ code ${CODING} }`,
  }),
  DiagnosticReport: {
    ...clinical('diagnostic_report', 'category status', {
      ...{ code: CODING, ...scalars('effective issued conclusion'), conclusionCodes: CODING },
      performer: PRACTITIONER,
    }),
    lists: { results: 'Observation' },
  },
  ImagingStudy: clinical('imaging_study', 'status modality', {
    ...scalars('started studyUid description numberOfSeries numberOfInstances'),
    ...{ procedure: CODING, series: '{ uid description }' },
  }),
  MedicationRequest: clinical('medication_request', 'status intent category', {
    ...{ medication: CODING, authoredOn: '', requester: PRACTITIONER, reasons: CODING, dosage: '' },
  }),
  Consent: {
    ...none,
    ...{ see: 'consent.read', read: 'consent.read' },
    tables: ['patients.consent', 'patients.consent_detail', 'consent'],
    seen: { ...scalars('status scope month decision'), organization: ORGANIZATION },
    content: {
      ...{ category: CODING, dateTime: '', policyRule: CODING, period: PERIOD },
      provisions: '{ decision classes purposes }',
    },
    references: { patient: 'Patient' },
  },
  Claim: {
    ...none,
    ...{ see: 'claim.see', read: 'claim.read' },
    tables: ['claims.claim', 'claims.claim_detail', 'claim'],
    seen: {
      ...scalars('use state month typeGroup'),
      ...{ total: MONEY, paid: MONEY, provider: ORGANIZATION, insurer: ORGANIZATION },
    },
    content: {
      ...{ type: CODING, created: '', billablePeriod: PERIOD, lines: `{ sequence net ${MONEY} }` },
      ...{ diagnoses: CODING, adjudications: `{ line amount ${MONEY} }`, history: '{ number state at }' },
    },
    references: { patient: 'Patient', encounter: 'Encounter' },
  },
  Coverage: {
    ...none,
    ...{ see: 'claim.see', read: 'claim.read' },
    tables: ['claims.coverage', 'claims.coverage_detail', 'coverage'],
    seen: { ...scalars('status month'), insurer: ORGANIZATION },
    content: {
      type: CODING,
      period: PERIOD,
      ...scalars('subscriberId relationship'),
      classes: '{ type value }',
    },
    references: { patient: 'Patient' },
  },
};

/** Fields of every record type; who sees the record has them. */
export const EVERYWHERE: Readonly<Record<string, string>> = {
  trace: '{ record type anchor head { hash } versions { number hash anchor organization { slug } } }',
  proof: '',
  integrity: '',
};

export function fieldsOf(type: string): RecordFields {
  const found = RECORDS[type];
  if (!found) throw new Error(`${type} is no record type that the oracle knows`);
  return found;
}
