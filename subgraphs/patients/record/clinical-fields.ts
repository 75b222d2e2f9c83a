import type { GrantedRow, RecordFieldBuilder, Reference } from '@caretrail/kit';
import { practitionerLoader } from '../directory/practitioner.ts';
import type { Around } from './around.ts';

interface ClinicalRow extends GrantedRow {
  readonly patient: string;
  readonly encounter: string | null;
}

/** Whose a clinical record is, and the visit it was made in. */
export const clinicalFields = <Row extends ClinicalRow>(
  t: RecordFieldBuilder<Row>,
  { Patient, Encounter, loaders }: Around,
) => ({
  patient: t.field({
    type: Patient,
    access: 'person.see',
    resolve: ({ patient }, _, context) => loaders.patients(context).byId(patient) as never,
  }),
  encounter: t.field({
    type: Encounter,
    resolve: ({ encounter }, _, context) =>
      (encounter === null ? null : loaders.encounters(context).byId(encounter)) as never,
  }),
});

/** A practitioner whom the content of a record names. */
export const practitionerField = <Row extends GrantedRow>(
  t: RecordFieldBuilder<Row>,
  { Practitioner }: Around,
  of: (row: Row) => string | null,
) =>
  t.field({
    type: Practitioner,
    access: 'clinical.read',
    resolve: (row, _, context) => {
      const id = of(row as Row);
      return (id === null ? null : context.use(practitionerLoader).load(id)) as never;
    },
  });

/** The leaves of a clinical record that name other records. */
export const clinicalReferences = ({ loaders }: Around): readonly Reference<ClinicalRow>[] => [
  {
    field: 'patient',
    to: 'Patient',
    id: (row) => row.patient,
    load: (id, context) => loaders.patients(context).byId(id),
  },
  {
    field: 'encounter',
    to: 'Encounter',
    id: (row) => row.encounter,
    load: (id, context) => loaders.encounters(context).byId(id),
  },
];
