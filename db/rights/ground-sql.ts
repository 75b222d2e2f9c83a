import { LOGINS } from '../server/login.ts';
import { describe } from './describe.ts';
import { SUBGRAPHS, type TierRole } from './role.ts';
import type { TableRights } from './table.ts';
import { literal } from './text.ts';

const array = (values: readonly string[]): string => `array[${values.map(literal).join(', ')}]`;

/** Roles, owners and schemas; takes back whatever an earlier statement of rights gave. */
export function groundSql(tables: readonly TableRights[], roles: readonly TierRole[]): string {
  const schemas = [...new Set(tables.map(({ table }) => describe(table).schema))];
  const owners = schemas.map((schema) => `own_${schema}`);
  const names = roles.map(({ name }) => name);
  return `-- Roles belong to the cluster: a database that shares it with another finds them made.
do $$ declare name text; begin
  foreach name in array ${array([...owners, ...names])} loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
end $$;

-- An administrator who is no superuser must be able to hand tables over. PostgreSQL 15 has no "set true".
do $$ declare name text; pair text[]; modern boolean := current_setting('server_version_num')::int >= 160000; begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    foreach name in array ${array(owners)} loop execute format('grant %I to current_user', name); end loop;
  end if;
  foreach pair slice 1 in array array[
${roles.map(({ name, subgraph }) => `    [${literal(name)}, ${literal(`caretrail_${subgraph}`)}]`).join(',\n')}]
  loop
    execute format('grant %I to %I', pair[1], pair[2])
      || case when modern then ' with inherit false, set true' else '' end;
  end loop;
end $$;

do $$ declare found record; begin
  for found in select schemaname, tablename, policyname from pg_policies where schemaname = any (${array(schemas)}) loop
    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname, found.tablename);
  end loop;
end $$;
${schemas.map((schema) => schemaSql(schema, names)).join('\n')}`;
}

function schemaSql(schema: string, roles: readonly string[]): string {
  const everyone = [...LOGINS, ...roles].join(', ');
  const callers =
    schema === 'intake' ? 'caretrail_import' : `${LOGINS.join(', ')}, ${rolesOf(schema, roles)}`;
  return `
alter schema ${schema} owner to own_${schema};
revoke all on schema ${schema} from public, ${everyone};
revoke all on all tables in schema ${schema} from public, ${everyone};
revoke all on all routines in schema ${schema} from public, ${everyone};
grant usage on schema ${schema} to ${callers};`;
}

/** A subgraph's roles enter its own schema and the two that all share. */
function rolesOf(schema: string, roles: readonly string[]): string {
  const own = SUBGRAPHS.find((subgraph) => subgraph === schema);
  return roles.filter((role) => own === undefined || role.startsWith(`${own}_`)).join(', ');
}
