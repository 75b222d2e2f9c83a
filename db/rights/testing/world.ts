import { createHash } from 'node:crypto';
import type { Pool } from '../../session/pool.ts';

/** The id that a name has in the small world of these tests. */
export const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const FUTURE = '2999-01-01T00:00:00Z';
const PAST = '2000-01-01T00:00:00Z';

/** Whose records they are, who keeps and treats them, and who insures them. */
export const PEOPLE = {
  ada: { hospital: 'lakeside', insurer: 'harbor-mutual' },
  bob: { hospital: 'northgate', insurer: 'unity-health' },
  cid: { hospital: 'lakeside', insurer: 'harbor-mutual' },
  dot: { hospital: 'northgate', insurer: 'unity-health' },
  eve: { hospital: 'lakeside', insurer: 'harbor-mutual' },
  fay: { hospital: 'lakeside', insurer: 'unity-health' },
  gus: { hospital: 'lakeside', insurer: 'unity-health' },
  hal: { hospital: 'northgate', insurer: 'unity-health' },
  ida: { hospital: 'lakeside', insurer: 'unity-health' },
} as const;
type Name = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE).filter((name): name is Name => name in PEOPLE);

const other = (hospital: string) => (hospital === 'lakeside' ? 'northgate' : 'lakeside');

/** Clinical record types by table, with the columns of theirs that may not be empty. */
export const CLINICAL = {
  encounter: { type: 'Encounter', see: {}, content: {} },
  condition: { type: 'Condition', see: {}, content: {} },
  observation: { type: 'Observation', see: {}, content: { reference_ranges: [], components: [] } },
  diagnostic_report: {
    type: 'DiagnosticReport',
    see: { category: 'LAB' },
    content: { conclusion_codes: [], results: [] },
  },
  imaging_study: { type: 'ImagingStudy', see: {}, content: { series: [] } },
  medication_request: { type: 'MedicationRequest', see: {}, content: { reasons: [], dosage: [] } },
} as const;

/** Documents of decisions, and whom their permits name. */
const DOCUMENTS = {
  ada: ['lakeside'],
  bob: ['northgate'],
  cid: ['lakeside', 'northgate'],
  fay: ['lakeside', 'doctor'],
  hal: ['doctor'],
} as const;

/** Each has three records of each clinical type (the last is sensitive), a claim and a coverage at either hospital. */
const VISITS = [
  { visit: '2023', at: '2023-05-05T10:00:00Z', sensitivity: 'N' },
  { visit: '2024', at: '2024-05-05T10:00:00Z', sensitivity: 'N' },
  { visit: '2024R', at: '2024-06-06T10:00:00Z', sensitivity: 'R' },
] as const;

/** Fills an empty database: every table that holds a record, its versions, and the facts about who is who. */
export async function makeWorld(admin: Pool): Promise<void> {
  for (const name of NAMES) {
    await person(admin, name);
    for (const { visit, ...keys } of VISITS) await clinical(admin, name, visit, keys);
    for (const [which, provider] of [
      ['1', PEOPLE[name].hospital],
      ['2', other(PEOPLE[name].hospital)],
    ] as const) {
      await claim(admin, name, which, provider);
      await coverage(admin, name, which, provider);
    }
  }
  for (const [name, grantees] of Object.entries(DOCUMENTS)) await document(admin, name as Name, grantees);
  await relations(admin);
  await consents(admin);
}

const versionOf = (record: string) => ({ record, number: 1, values: [], salts: Buffer.alloc(32) });

async function versions(admin: Pool, table: string, record: string, keys: object): Promise<void> {
  for (const suffix of ['_version', '_detail_version']) {
    const name = table === 'patients.patient' && suffix !== '_version' ? '_identity_version' : suffix;
    await admin`insert into ${admin(table + name)} ${admin({ ...versionOf(record), ...keys })}`;
  }
}

async function node(admin: Pool, type: string, record: string, keys: object): Promise<void> {
  await admin`insert into provenance.version ${admin({
    ...{ hash: createHash('sha256').update(record).digest(), record, type, schema: 1, number: 1 },
    ...{ organization: 'lakeside', log: 'care/lakeside', activity: 'import', agent: 'importer' },
    ...{ recorded_at: PAST, parents: [], leaves: Buffer.alloc(32) },
    ...keys,
  })}`;
}

async function person(admin: Pool, name: Name): Promise<void> {
  const patient = idOf(name);
  const keys = { custodian: PEOPLE[name].hospital };
  await admin`insert into patients.patient ${admin({ id: patient, ...keys, birth_year: 1980 })}`;
  await admin`insert into patients.patient_identity ${admin({
    ...{ patient, ...keys, identifiers: [], telecom: [] },
  })}`;
  await versions(admin, 'patients.patient', patient, { patient, ...keys });
  await node(admin, 'Patient', patient, { subject: patient, ...keys });
}

async function clinical(
  admin: Pool,
  name: Name,
  visit: string,
  times: { readonly at: string; readonly sensitivity: string },
): Promise<void> {
  const patient = idOf(name);
  const keys = { custodian: PEOPLE[name].hospital, ...times };
  for (const [table, { type, see, content }] of Object.entries(CLINICAL)) {
    const id = idOf(`${table} ${name}/${visit}`);
    await admin`insert into ${admin(`patients.${table}`)} ${admin({ id, patient, ...keys, ...see })}`;
    await admin`insert into ${admin(`patients.${table}_detail`)} ${admin({
      ...{ [table]: id, patient, ...keys, ...content },
    })}`;
    await versions(admin, `patients.${table}`, id, { patient, ...keys });
    await node(admin, type, id, { subject: patient, ...keys });
  }
}

async function claim(admin: Pool, name: Name, which: string, provider: string): Promise<void> {
  const id = idOf(`claim ${name}/${which}`);
  const patient = idOf(name);
  const keys = {
    ...{ custodian: provider, provider_member: provider, insurer_member: PEOPLE[name].insurer },
    at: '2024-05-08T10:00:00Z',
  };
  await admin`insert into claims.claim ${admin({
    ...{ id, patient, ...keys, provider: idOf(provider), state: 'PAID' },
  })}`;
  await admin`insert into claims.claim_detail ${admin({
    ...{ claim: id, patient, ...keys, lines: [], diagnoses: [], adjudications: [], history: [] },
  })}`;
  await versions(admin, 'claims.claim', id, { patient, ...keys });
  await node(admin, 'Claim', id, { subject: patient, ...keys });
}

async function coverage(admin: Pool, name: Name, which: string, provider: string): Promise<void> {
  const [id, patient] = [idOf(`coverage ${name}/${which}`), idOf(name)];
  const keys = {
    ...{ custodian: provider, provider_member: provider, insurer_member: PEOPLE[name].insurer },
    at: '2024-01-01T00:00:00Z',
  };
  await admin`insert into claims.coverage ${admin({ id, patient, ...keys })}`;
  await admin`insert into claims.coverage_detail ${admin({ coverage: id, patient, ...keys, classes: [] })}`;
  await versions(admin, 'claims.coverage', id, { patient, ...keys });
  await node(admin, 'Coverage', id, { subject: patient, ...keys });
}

async function document(admin: Pool, name: Name, grantees: readonly string[]): Promise<void> {
  const [id, patient] = [idOf(`consent ${name}/1`), idOf(name)];
  const keys = { custodian: PEOPLE[name].hospital, grantees: [...grantees], at: '2024-02-02T10:00:00Z' };
  await admin`insert into patients.consent ${admin({ id, patient, ...keys })}`;
  await admin`insert into patients.consent_detail ${admin({ consent: id, patient, ...keys, provisions: [] })}`;
  await versions(admin, 'patients.consent', id, { patient, ...keys });
  await node(admin, 'Consent', id, { subject: patient, ...keys });
}

/** Hospitals treat whom they keep; with gus that is over; ida is treated at both. The auditor's case covers ada and fay. */
async function relations(admin: Pool): Promise<void> {
  for (const name of NAMES) {
    const { hospital: member, insurer } = PEOPLE[name];
    const patient = idOf(name);
    await admin`insert into access.treating values (${member}, ${patient}, ${name === 'gus' ? PAST : FUTURE})`;
    await admin`insert into access.custodian values (${member}, ${patient})`;
    await admin`insert into access.insurer values (${insurer}, ${patient})`;
    await admin`insert into access.delegate values (${patient}, ${patient}, ${FUTURE})`;
  }
  await admin`insert into access.treating values ('northgate', ${idOf('ida')}, ${FUTURE})`;
  await admin`insert into access.delegate values (${idOf('ada')}, ${idOf('bob')}, ${PAST})`;
  for (const name of ['eve', 'fay', 'hal'])
    await admin`insert into access.break_glass values ('doctor', ${idOf(name)}, ${FUTURE})`;
  await admin`insert into access.break_glass values ('doctor', ${idOf('bob')}, ${PAST})`;
  for (const [name, until, closed] of [
    ['case', FUTURE, null],
    ['closed case', FUTURE, PAST],
    ['case that ran out', PAST, null],
  ] as const) {
    await admin`insert into access.regulatory_case values (${idOf(name)}, 'auditor', 'A reason', ${PAST}, ${until}, ${closed})`;
    for (const patient of ['ada', 'fay'])
      await admin`insert into access.case_scope values (${idOf(name)}, ${idOf(patient)})`;
  }
}

/** cid denies clinical data to all, ida to all but lakeside; dot permits lakeside that of 2024; eve and fay deny lakeside all, fay in emergencies too. */
async function consents(admin: Pool): Promise<void> {
  const provision = async (name: Name, terms: object) => {
    await admin`insert into access.consent ${admin({
      ...{ id: idOf(`consent ${name}`), patient: idOf(name), actor: 'lakeside', permit: false },
      ...{ valid_from: PAST, valid_to: FUTURE },
      ...terms,
    })}`;
  };
  await provision('cid', { actor: null, data_class: 'clinical' });
  await provision('dot', {
    ...{ permit: true, data_class: 'clinical' },
    ...{ data_from: '2024-01-01T00:00:00Z', data_to: '2024-12-31T23:59:59.999Z' },
  });
  await provision('ida', { actor: null, excepted: ['lakeside'], data_class: 'clinical' });
  await provision('eve', {});
  await provision('fay', { deny_emergency: true });
}
