import { classOf, recordType } from './record-type.ts';
import type { Address, ContactPoint, HumanName, Identifier, Sex } from './shapes.ts';

/** The leaves' columns of `patients.patient`, as PostgreSQL names and returns them. */
export interface PatientRow {
  readonly birth_year: number | null;
  readonly sex: Sex | null;
  readonly state: string | null;
  readonly zip3: string | null;
}

/** The leaves' columns of `patients.patient_identity`. */
export interface PatientIdentityRow {
  readonly name: HumanName | null;
  readonly identifiers: readonly Identifier[];
  readonly telecom: readonly ContactPoint[];
  readonly address: Address | null;
  /** FHIR date in its own precision: `1956`, `1956-08` or `1956-08-03`. */
  readonly birth_date: string | null;
}

const see = classOf<PatientRow>('person.see', 'patients.patient', ['birth_year', 'sex', 'state', 'zip3'])({
  birthYear: (row) => row.birth_year,
  sex: (row) => row.sex,
  state: (row) => row.state,
  zip3: (row) => row.zip3,
});

const content = classOf<PatientIdentityRow>('person.identify', 'patients.patient_identity', [
  'name',
  'identifiers',
  'telecom',
  'address',
  'birth_date',
])({
  name: (row) => row.name,
  identifiers: (row) => row.identifiers,
  telecom: (row) => row.telecom,
  address: (row) => row.address,
  birthDate: (row) => row.birth_date,
});

export const patient = recordType({ type: 'Patient', schema: 1, keys: 'person', see, content, time: null });
