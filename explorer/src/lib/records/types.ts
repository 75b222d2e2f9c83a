/** Record types that have a page of their own; the words are FHIR's resource names. */
export const RECORD_TYPES = ['Patient', 'Encounter', 'Condition', 'Claim'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** The query field that answers one record of a type. */
export const ROOT_FIELD: Readonly<Record<RecordType, string>> = {
  Patient: 'patient',
  Encounter: 'encounter',
  Condition: 'condition',
  Claim: 'claim',
};

/** A field of a record: its name in the graph and in proofs, and what is selected below it. */
export interface Field {
  readonly name: string;
  readonly selection?: string;
}

const CODING = '{ system code display }';
const MONEY = '{ value currency }';
const PERIOD = '{ start end }';
const PARTY = '{ id name }';

/** Fields in the order of the published schema: the committed leaves of a version, one by one. */
export const FIELDS: Readonly<Record<RecordType, readonly Field[]>> = {
  Patient: [
    { name: 'birthYear' },
    { name: 'sex' },
    { name: 'state' },
    { name: 'zip3' },
    { name: 'name', selection: '{ use family given prefix suffix text }' },
    { name: 'identifiers', selection: '{ system value type }' },
    { name: 'telecom', selection: '{ system value use }' },
    { name: 'address', selection: '{ lines city state postalCode country }' },
    { name: 'birthDate' },
  ],
  Encounter: [
    { name: 'patient', selection: '{ id pseudonym }' },
    { name: 'organization', selection: PARTY },
    { name: 'class' },
    { name: 'status' },
    { name: 'month' },
    { name: 'typeGroup' },
    { name: 'sensitivity' },
    { name: 'period', selection: PERIOD },
    { name: 'type', selection: CODING },
    { name: 'reason', selection: CODING },
    { name: 'practitioner', selection: PARTY },
  ],
  Condition: [
    { name: 'patient', selection: '{ id pseudonym }' },
    { name: 'encounter', selection: '{ id }' },
    { name: 'month' },
    { name: 'codeGroup' },
    { name: 'clinicalStatus' },
    { name: 'sensitivity' },
    { name: 'code', selection: CODING },
    { name: 'onset' },
    { name: 'abatement' },
    { name: 'recordedDate' },
    { name: 'verificationStatus' },
  ],
  Claim: [
    { name: 'patient', selection: '{ id pseudonym }' },
    { name: 'encounter', selection: '{ id }' },
    { name: 'provider', selection: PARTY },
    { name: 'insurer', selection: PARTY },
    { name: 'use' },
    { name: 'state' },
    { name: 'month' },
    { name: 'typeGroup' },
    { name: 'total', selection: MONEY },
    { name: 'paid', selection: MONEY },
    { name: 'type', selection: CODING },
    { name: 'created' },
    { name: 'billablePeriod', selection: PERIOD },
    { name: 'lines', selection: `{ sequence product ${CODING} net ${MONEY} }` },
    { name: 'diagnoses', selection: CODING },
    { name: 'adjudications', selection: `{ line category ${CODING} amount ${MONEY} }` },
    { name: 'history', selection: '{ number activity at state }' },
  ],
};
