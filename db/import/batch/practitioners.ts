import type { PractitionerPayload } from '../fhir/practitioner.ts';
import { insertRows } from '../write/insert.ts';
import { Sorting, type TakeIn } from './batch.ts';

/** Practitioners are reached by name only through what a caller may read; they have no versions. */
export const takePractitioners: TakeIn<PractitionerPayload> = async (sql, rows) => {
  const sorting = new Sorting<PractitionerPayload>();
  const practitioners = sorting.sort(rows, ({ row, record }) => ({ id: record, ...row.payload }));
  await insertRows(sql, 'patients.practitioner', practitioners, ['id']);
  return sorting;
};
