import type { RightsCatalogue } from './catalogue.ts';
import { groundSql } from './ground-sql.ts';
import { type TierRole, tierRole, tierRoles } from './role.ts';
import { tableSql } from './table-sql.ts';
import { TABLE_RIGHTS } from './tables/index.ts';

/**
 * The whole statement of who may do what in the database, made from the policy catalogue. It is applied in one
 * transaction, replaces every earlier one, and may be applied again and again.
 */
export function rightsSql(catalogue: RightsCatalogue): string {
  const roles = tierRoles(catalogue.rolesOf);
  return [
    '-- Generated from the policy catalogue (npm run generate). Do not edit.',
    groundSql(TABLE_RIGHTS, roles),
    contextSql(roles),
    ...TABLE_RIGHTS.map((rights) => tableSql(rights, catalogue)),
  ].join('\n');
}

/** The functions by which identities are found: the importer's trigger writes what a clinician's search reads. */
const IDENTITY = ['access.identity_digest(text[])', 'access.identity_digests(jsonb, jsonb, text)'];

/** The functions by which policies learn of the caller. */
const CONTEXT = ['organization', 'subject', 'case_id', 'purpose'];

const contextSql = (roles: readonly TierRole[]): string => `
${CONTEXT.map((name) => `alter function access.${name}() owner to own_access;`).join('\n')}
grant execute on function ${CONTEXT.map((name) => `access.${name}()`).join(', ')} to
  ${roles.map(({ name }) => name).join(',\n  ')};
${[...IDENTITY, 'access.identify()'].map((name) => `alter function ${name} owner to own_access;`).join('\n')}
grant execute on function ${IDENTITY.join(', ')} to caretrail_import;
grant execute on function ${IDENTITY[0]} to ${tierRole('patients', 'hospital', 'clinician')};
`;
