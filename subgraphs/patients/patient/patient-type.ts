import { patient } from '@caretrail/db/records';
import { type Builder, CATALOGUE, type RequestContext } from '@caretrail/kit';
import type { PatientsSchemaOptions } from '../options.ts';
import type { Values } from '../values.ts';
import { ageBand, mayBeOver89 } from './age.ts';
import type { PatientRecord } from './patient-record.ts';
import { pseudonyms } from './pseudonym.ts';

const { see, content } = patient;
const IDENTIFY = [CATALOGUE.get('person.see'), CATALOGUE.get('person.identify')];

/** Whether the caller may read who this is, and so a birth year that would else single out the very old. */
const mayIdentify = (row: PatientRecord, { decisions }: RequestContext): boolean =>
  decisions.field('Patient.name', IDENTIFY).allowed &&
  decisions.row('Patient.name', IDENTIFY, row.grants).allowed;

export const hidesBirthYear = (row: PatientRecord, context: RequestContext): boolean =>
  row.birth_year !== null &&
  mayBeOver89(row.birth_year, new Date(context.now * 1000)) &&
  !mayIdentify(row, context);

export const addPatientType = (builder: Builder, values: Values, options: PatientsSchemaOptions) => {
  const makePseudonyms = () => pseudonyms(options.pseudonymKey);
  return builder.objectRef<PatientRecord>('Patient').implement({
    description: 'A person whose records are held here.',
    access: 'person.see',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      pseudonym: t.string({
        description: 'Stable within the caller’s organization, and different in every other.',
        resolve: ({ id, custodian }, _, context) =>
          context.use(makePseudonyms)(context.caller.organization ?? custodian, id),
      }),
      birthYear: t.int({
        description: 'Null for someone who may be over 89, unless the caller may read the birth date.',
        resolve: (row, _, context) => (hidesBirthYear(row, context) ? null : see.fields.birthYear(row)),
      }),
      ageBand: t.string({
        resolve: ({ birth_year }, _, { now }) =>
          birth_year === null ? null : ageBand(birth_year, new Date(now * 1000)),
      }),
      sex: t.field({ type: values.Sex, resolve: (row) => see.fields.sex(row) }),
      state: t.string({ resolve: (row) => see.fields.state(row) }),
      zip3: t.string({ resolve: (row) => see.fields.zip3(row) }),
      name: t.field({
        type: values.HumanName,
        access: 'person.identify',
        resolve: (row) => content.fields.name(row),
      }),
      identifiers: t.field({
        type: [values.Identifier],
        access: 'person.identify',
        resolve: (row) => content.fields.identifiers(row),
      }),
      telecom: t.field({
        type: [values.ContactPoint],
        access: 'person.identify',
        resolve: (row) => content.fields.telecom(row),
      }),
      address: t.field({
        type: values.Address,
        access: 'person.identify',
        resolve: (row) => content.fields.address(row),
      }),
      birthDate: t.field({
        type: 'Date',
        access: 'person.identify',
        resolve: (row) => content.fields.birthDate(row),
      }),
    }),
  });
};

export type PatientRef = ReturnType<typeof addPatientType>;
