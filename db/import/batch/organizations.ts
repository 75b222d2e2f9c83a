import type { OrganizationPayload } from '../fhir/organization.ts';
import { insertRows } from '../write/insert.ts';
import { Sorting, type TakeIn } from './batch.ts';

/** FHIR Organizations are open reference data, without versions; each is operated by one member. */
export const takeOrganizations: TakeIn<OrganizationPayload> = async (sql, rows, { members }) => {
  const sorting = new Sorting<OrganizationPayload>();
  const organizations = sorting.sort(rows, ({ row, record }) => ({
    id: record,
    name: row.payload.name,
    kind: row.payload.kind ?? 'other',
    member: members.hospital(row.source_id),
  }));
  await Promise.all([
    insertRows(sql, 'patients.organization', organizations, ['id']),
    insertRows(
      sql,
      'access.operates',
      organizations.map(({ id, member }) => ({ organization: id, member })),
      ['organization'],
    ),
  ]);
  return sorting;
};
