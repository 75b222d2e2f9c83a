import { LOGINS } from '../server/login.ts';
import { describe } from './describe.ts';
import { SUBGRAPHS, type TierRole } from './role.ts';
import type { TableRights } from './table.ts';
import { literal } from './text.ts';

const array = (values: readonly string[]): string =>
  `array[\n${values.map((value) => `    ${literal(value)}`).join(',\n')}]`;

/** Roles, owners and schemas; takes back whatever an earlier statement of rights gave. */
export function groundSql(tables: readonly TableRights[], roles: readonly TierRole[]): string {
  const schemas = [...new Set(tables.map(({ table }) => describe(table).schema))];
  const owners = schemas.map((schema) => `own_${schema}`);
  const names = roles.map(({ name }) => name);
  return [
    makeRoles(owners, names),
    grantRoles(owners, roles),
    takeBack(schemas, [...LOGINS, ...names]),
    ...schemas.map((schema) => openSchema(schema, names)),
  ].join('\n');
}

const makeRoles = (owners: readonly string[], names: readonly string[]): string => `
-- Roles belong to the cluster: a database that shares it with another finds them made.
do $$ declare name text; begin
  foreach name in array ${array([...owners, ...names])}
  loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
end $$;
`;

const grantRoles = (owners: readonly string[], roles: readonly TierRole[]): string => `
-- A subgraph's login may take the roles of its own callers and inherits none. PostgreSQL 15 has no "set true".
-- An administrator who is no superuser must be able to hand tables over to their owners.
do $$ declare name text; modern boolean := current_setting('server_version_num')::int >= 160000; begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    foreach name in array ${array(owners)}
    loop
      execute format('grant %I to current_user', name);
    end loop;
  end if;
  foreach name in array ${array(roles.map((role) => role.name))}
  loop
    execute format('grant %I to %I', name, 'caretrail_' || split_part(name, '_', 1))
      || case when modern then ' with inherit false, set true' else '' end;
  end loop;
end $$;
`;

const takeBack = (schemas: readonly string[], everyone: readonly string[]): string => `
-- What an earlier statement gave is gone before this one gives.
do $$ declare found record; space text; name text; begin
  for found in select schemaname, tablename, policyname from pg_policies where schemaname = any (${array(schemas)})
  loop
    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname, found.tablename);
  end loop;
  revoke all on schema public from public;
  foreach space in array ${array(schemas)}
  loop
    execute format('revoke all on all routines in schema %I from public', space);
    foreach name in array ${array(everyone)}
    loop
      execute format('revoke all on schema %I from %I', space, name);
      execute format('revoke all on all tables in schema %I from %I', space, name);
      execute format('revoke all on all sequences in schema %I from %I', space, name);
      execute format('revoke all on all routines in schema %I from %I', space, name);
    end loop;
  end loop;
end $$;
`;

function openSchema(schema: string, roles: readonly string[]): string {
  const own = SUBGRAPHS.find((subgraph) => subgraph === schema);
  const callers = roles.filter((role) => own === undefined || role.startsWith(`${own}_`));
  const entering = schema === 'intake' ? ['caretrail_import', 'caretrail_worker'] : [...LOGINS, ...callers];
  return `alter schema ${schema} owner to own_${schema};\ngrant usage on schema ${schema} to\n  ${entering.join(',\n  ')};`;
}
