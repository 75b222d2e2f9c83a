import { randomBytes } from 'node:crypto';
import type { Pool } from '@caretrail/db';
import {
  claim,
  condition,
  consent,
  encounter,
  observation,
  type PatientRow,
  patient,
} from '@caretrail/db/records';
import { commitVersion, type JsonValue, type SchemaDocument } from '@caretrail/proof';
import {
  claimId,
  conditionId,
  documentId,
  encounterId,
  observationId,
  organizationId,
  PEOPLE,
  type Person,
  PRACTITIONER,
} from './people.ts';

const AT = '2024-06-01T12:00:00.000Z';

interface Committed {
  readonly document: SchemaDocument;
  readonly see: { readonly table: string; readonly values: readonly JsonValue[]; readonly keys: object };
  readonly content: { readonly table: string; readonly values: readonly JsonValue[]; readonly keys: object };
  readonly node: object;
  /** Hashes of the versions that it is made from. */
  readonly parents?: readonly Uint8Array[];
}

/** `bytea[]` as PostgreSQL writes it: the driver knows no arrays of bytes. */
const bytesArray = (list: readonly Uint8Array[]): string =>
  `{${list.map((bytes) => `"\\\\x${Buffer.from(bytes).toString('hex')}"`).join()}}`;

/** Writes version 1 of a record as the importer does: hashes in `provenance`, values and salts beside the rows. */
async function commit(admin: Pool, record: string, organization: string, of: Committed): Promise<void> {
  const log = `care/${organization}`;
  const { parents = [] } = of;
  const header = {
    record,
    version: 1,
    organization,
    log,
    activity: 'import',
    agent: 'caretrail',
    recordedAt: AT,
  };
  const version = commitVersion({
    header: { ...header, schema: of.document, parents },
    values: [...of.see.values, ...of.content.values],
    salt32: randomBytes(32),
  });
  const [split, { leaves, salts }] = [4 + of.see.values.length, version];
  await admin`insert into provenance.version ${admin({
    ...{
      hash: Buffer.from(version.hash),
      record,
      type: of.document.type,
      schema: 1,
      number: 1,
      organization,
      log,
    },
    ...{
      activity: 'import',
      agent: 'caretrail',
      recorded_at: AT,
      parents: bytesArray(parents),
      leaves: Buffer.concat(leaves),
    },
    ...of.node,
  })}`;
  for (const [part, own] of [
    [of.see, salts.slice(0, split)],
    [of.content, salts.slice(split)],
  ] as const) {
    const row = { record, number: 1, values: admin.json(part.values as never), salts: Buffer.concat(own) };
    await admin`insert into ${admin(part.table)} ${admin({ ...row, ...part.keys })}`;
  }
}

const NAMES: Readonly<Record<Person, string>> = {
  ada: 'Lovelace',
  bob: 'Builder',
  cleo: 'Patra',
  dan: 'Druff',
  eve: 'Adams',
  fay: 'Wray',
  gil: 'Elder',
  hal: 'Lapsed',
};

const custodianOf = (person: Person): string =>
  person === 'bob' || person === 'dan' ? 'northgate' : 'lakeside';

export async function recordPeople(admin: Pool): Promise<void> {
  for (const [person, id] of Object.entries(PEOPLE) as [Person, string][]) {
    const custodian = custodianOf(person);
    const row: PatientRow = {
      birth_year: person === 'gil' ? 1921 : 1980,
      sex: 'FEMALE',
      state: 'Massachusetts',
      zip3: '019',
    };
    const identity = {
      name: { use: 'official', family: NAMES[person], given: [person], prefix: [], suffix: [], text: null },
      identifiers: [{ system: 'urn:mrn', value: `MRN-${person}`, type: 'MR' }],
      telecom: [{ system: 'phone', value: '555-0100', use: 'home' }],
      address: { lines: ['1 Main St'], city: 'Salem', state: 'MA', postalCode: '01970', country: 'US' },
      birth_date: `${row.birth_year}-05-06`,
    };
    await admin`insert into patients.patient ${admin({ id, custodian, ...row })}`;
    await admin`insert into patients.patient_identity ${admin({
      ...{ patient: id, custodian, birth_date: identity.birth_date, name: admin.json(identity.name) },
      ...{ identifiers: admin.json(identity.identifiers), telecom: admin.json(identity.telecom) },
      address: admin.json(identity.address),
    })}`;
    await commit(admin, id, custodian, {
      document: patient.document,
      see: {
        table: patient.see.versionTable,
        values: patient.see.values(row),
        keys: { patient: id, custodian },
      },
      content: {
        table: patient.content.versionTable,
        values: patient.content.values(identity),
        keys: { patient: id, custodian },
      },
      node: { subject: id, custodian },
    });
  }
}

/** Visits: number, person, start, label. Number 3 is sensitive; 5 and 6 lie before and after the end of Dan's permit. */
const VISITS = [
  [1, 'ada', '2024-01-10T08:00:00.000Z', 'N'],
  [2, 'ada', '2024-02-20T08:00:00.000Z', 'N'],
  [3, 'ada', '2024-03-05T08:00:00.000Z', 'R'],
  [4, 'bob', '2024-01-15T08:00:00.000Z', 'N'],
  [5, 'dan', '2024-02-14T08:00:00.000Z', 'N'],
  [6, 'dan', '2024-02-16T08:00:00.000Z', 'N'],
  [7, 'cleo', '2024-01-20T08:00:00.000Z', 'N'],
  [8, 'eve', '2024-01-21T08:00:00.000Z', 'N'],
  [9, 'fay', '2024-01-22T08:00:00.000Z', 'N'],
] as const satisfies readonly (readonly [number, Person, string, string])[];

const coding = (code: string) => ({ system: 'http://snomed.info/sct', code, display: `Code ${code}` });

export async function recordClinical(admin: Pool): Promise<void> {
  for (const [number, person, start, sensitivity] of VISITS) {
    const [subject, custodian, month] = [PEOPLE[person], custodianOf(person), start.slice(0, 7)];
    const keys = { patient: subject, custodian, sensitivity, at: start };
    const node = { subject, custodian, sensitivity, at: start };
    const id = encounterId(number);
    const see = {
      organization: organizationId(1),
      class: 'AMB',
      status: 'finished',
      month,
      type_group: 'visit',
    };
    const detail = { period_start: start, period_end: null, practitioner: PRACTITIONER };
    const coded = { type: coding('185345009'), reason: coding('10509002') };
    await admin`insert into patients.encounter ${admin({ id, ...keys, ...see })}`;
    await admin`insert into patients.encounter_detail ${admin({
      ...{ encounter: id, ...keys, ...detail },
      ...{ type: admin.json(coded.type), reason: admin.json(coded.reason) },
    })}`;
    await commit(admin, id, custodian, {
      document: encounter.document,
      see: {
        table: encounter.see.versionTable,
        values: encounter.see.values({ ...see, patient: subject, sensitivity }),
        keys,
      },
      content: {
        table: encounter.content.versionTable,
        values: encounter.content.values({ ...detail, ...coded }),
        keys,
      },
      node,
    });
    const problem = { encounter: id, month, code_group: 'respiratory', clinical_status: 'active' };
    const read = { onset: start, abatement: null, recorded: start, verification_status: 'confirmed' };
    const code = coding('10509002');
    await admin`insert into patients.condition ${admin({ id: conditionId(number), ...keys, ...problem })}`;
    await admin`insert into patients.condition_detail ${admin({
      ...{ condition: conditionId(number), ...keys, ...read },
      code: admin.json(code),
    })}`;
    await commit(admin, conditionId(number), custodian, {
      document: condition.document,
      see: {
        table: condition.see.versionTable,
        values: condition.see.values({ ...problem, patient: subject, sensitivity }),
        keys,
      },
      content: {
        table: condition.content.versionTable,
        values: condition.content.values({ ...read, code }),
        keys,
      },
      node,
    });
  }
}

/** A laboratory result of each visit. */
export async function recordObservations(admin: Pool): Promise<void> {
  for (const [number, person, effective, sensitivity] of VISITS) {
    const [id, subject, custodian] = [observationId(number), PEOPLE[person], custodianOf(person)];
    const keys = { patient: subject, custodian, sensitivity, at: effective };
    const see = { encounter: encounterId(number), month: effective.slice(0, 7), category: 'laboratory' };
    const read = { effective, issued: effective, performer: PRACTITIONER };
    const quantity = { value: '5.60', comparator: null, unit: 'mmol/L', system: null, code: null };
    const json = {
      code: coding('14749-6'),
      value: { quantity, coding: null, text: null },
      ...{ interpretation: null, reference_ranges: [], components: [] },
    };
    await admin`insert into patients.observation ${admin({ id, ...keys, ...see, status: 'final' })}`;
    await admin`insert into patients.observation_detail ${admin({
      ...{ observation: id, ...keys, ...read, interpretation: null },
      ...{ code: admin.json(json.code), value: admin.json(json.value) },
      ...{ reference_ranges: admin.json([]), components: admin.json([]) },
    })}`;
    const values = observation.see.values({ ...see, patient: subject, sensitivity, status: 'final' });
    await commit(admin, id, custodian, {
      document: observation.document,
      see: { table: observation.see.versionTable, values, keys },
      content: {
        table: observation.content.versionTable,
        values: observation.content.values({ ...read, ...json }),
        keys,
      },
      node: { subject, custodian, sensitivity, at: effective },
    });
  }
}

/** Decisions on file: of Ada, naming Lakeside, and of Eve, who denies Lakeside everything, naming it too. */
export async function recordConsents(admin: Pool): Promise<void> {
  for (const [number, person, grantees] of [
    [1, 'ada', ['lakeside']],
    [2, 'eve', ['lakeside', 'clinician@northgate']],
    [3, 'bob', []],
  ] as const) {
    const [id, subject, custodian] = [documentId(number), PEOPLE[person], custodianOf(person)];
    const keys = { patient: subject, custodian, grantees: [...grantees], at: AT };
    const see = { organization: null, status: 'active', scope: 'patient-privacy', month: '2024-06' };
    const read = { date_time: AT, valid_start: null, valid_end: null };
    const none = { category: null, policy_rule: null };
    await admin`insert into patients.consent ${admin({ id, ...keys, ...see, decision: 'PERMIT' })}`;
    await admin`insert into patients.consent_detail ${admin({
      ...{ consent: id, ...keys, ...read, ...none, provisions: admin.json([]) },
    })}`;
    const values = consent.see.values({ ...see, patient: subject, decision: 'PERMIT' });
    await commit(admin, id, custodian, {
      document: consent.document,
      see: { table: consent.see.versionTable, values, keys },
      content: {
        table: consent.content.versionTable,
        values: consent.content.values({ ...read, ...none, provisions: [] }),
        keys,
      },
      node: { subject, custodian, grantees: [...grantees], at: AT },
    });
  }
}

/** Claims: number, person, visit, provider, insurer. */
const CLAIMS = [
  [1, 'ada', 1, 'lakeside', 'harbor-mutual'],
  [2, 'ada', 2, 'northgate', 'harbor-mutual'],
  [3, 'ada', 3, 'lakeside', null],
  [4, 'bob', 4, 'northgate', 'unity-health'],
  [5, 'cleo', 7, 'northgate', null],
] as const satisfies readonly (readonly [number, Person, number, string, string | null])[];

const ORGANIZATIONS: Readonly<Record<string, string>> = {
  lakeside: organizationId(1),
  northgate: organizationId(2),
  'harbor-mutual': organizationId(3),
  'unity-health': organizationId(4),
};

export async function recordClaims(admin: Pool): Promise<void> {
  for (const [number, person, visit, provider, insurer] of CLAIMS) {
    const created = VISITS[visit - 1]?.[2] ?? AT;
    const [id, subject] = [claimId(number), PEOPLE[person]];
    const keys = {
      ...{
        patient: subject,
        custodian: provider,
        provider_member: provider,
        insurer_member: insurer,
        at: created,
      },
    };
    const see = {
      ...{ encounter: encounterId(visit), provider: ORGANIZATIONS[provider] ?? '', state: 'PAID' as const },
      ...{ insurer: insurer === null ? null : (ORGANIZATIONS[insurer] ?? null), use: 'claim' },
      ...{ month: created.slice(0, 7), type_group: 'professional', total: '129.16', total_currency: 'USD' },
      ...{ paid: '100.10', paid_currency: 'USD' },
    } as const;
    const detail = { created, billable_start: created, billable_end: null };
    const values = {
      type: coding('professional'),
      lines: [{ sequence: 1, product: coding('185345009'), net: { value: '129.16', currency: 'USD' } }],
      diagnoses: [coding('10509002')],
      adjudications: [
        { line: null, category: coding('submitted'), amount: { value: '1.10', currency: 'USD' } },
      ],
      history: [{ number: 1, activity: 'import', at: created, state: 'PAID' }],
    } as const;
    const billed = await admin<{ hash: Uint8Array }[]>`
      select hash from provenance.version where record = ${encounterId(visit)}`;
    await admin`insert into claims.claim ${admin({ id, ...keys, ...see })}`;
    await admin`insert into claims.claim_detail ${admin({
      ...{ claim: id, ...keys, ...detail },
      ...Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, admin.json(value as never)]),
      ),
    })}`;
    await commit(admin, id, provider, {
      document: claim.document,
      parents: billed.map(({ hash }) => hash),
      see: { table: claim.see.versionTable, values: claim.see.values({ ...see, patient: subject }), keys },
      content: {
        table: claim.content.versionTable,
        values: claim.content.values({ ...detail, ...values }),
        keys,
      },
      node: { subject, custodian: provider, provider_member: provider, insurer_member: insurer, at: created },
    });
  }
}
