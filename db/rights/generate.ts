import type { RightsCatalogue } from './catalogue.ts';
import { groundSql } from './ground-sql.ts';
import { tierRoles } from './role.ts';
import { tableSql } from './table-sql.ts';
import { TABLE_RIGHTS } from './tables/index.ts';

/**
 * The whole statement of who may do what in the database, made from the policy catalogue. It is applied in one
 * transaction, replaces every earlier one, and may be applied again and again.
 */
export function rightsSql(catalogue: RightsCatalogue): string {
  const roles = tierRoles(catalogue.rolesOf);
  const functions = ['organization', 'subject', 'case_id', 'purpose'];
  return [
    '-- Generated from the policy catalogue (npm run generate). Do not edit.',
    groundSql(TABLE_RIGHTS, roles),
    '',
    ...functions.map(
      (name) => `alter function access.${name}() owner to own_access;
grant execute on function access.${name}() to ${roles.map((role) => role.name).join(', ')};`,
    ),
    '',
    ...TABLE_RIGHTS.map((rights) => tableSql(rights, catalogue)),
  ].join('\n');
}
