import type { ISql } from 'postgres';

const SCHEMAS = ['patients', 'claims', 'access', 'provenance', 'intake'];

/** A way in which the database itself could let somebody past; `what` names the kind. */
export interface Gap {
  readonly what: string;
  readonly where: string;
}

/**
 * Asks PostgreSQL's own catalogues, not the generator, for every gap. Each branch of the union is one rule; the names
 * of policies tell the relation they stand for.
 */
export async function findGaps(sql: ISql): Promise<readonly Gap[]> {
  return sql<Gap[]>`
    with relation as (
      select c.oid, c.relname, c.relkind, c.relowner, c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
        n.nspname, n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any (${SCHEMAS})
    ), caller as (
      select oid, rolname from pg_roles where rolname ~ '^(patients|claims|chain)_'
    ), login as (
      select oid, rolname from pg_roles where rolname ~ '^caretrail_'
    )
    select 'row-level security is off' as what, name as where from relation
      where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
    union all
    select 'not owned by its schema''s owner', name from relation
      where pg_get_userbyid(relowner) <> 'own_' || nspname and relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select 'a view with its owner''s rights', name from relation
      where relkind = 'm' or (relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false))
    union all
    select 'a function with its owner''s rights', p.oid::regprocedure::text from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname = any (${SCHEMAS}) and p.prosecdef
    union all
    select 'a login or caller owns something', r.rolname || ' ' || d.classid::regclass || ' ' || d.objid
      from pg_shdepend d join pg_roles r on r.oid = d.refobjid
      where d.deptype = 'o' and d.dbid in (0, (select oid from pg_database where datname = current_database()))
      and d.refclassid = 'pg_authid'::regclass and r.rolname ~ '^(patients|claims|chain|caretrail)_'
    union all
    select 'a role with powers of its own', rolname from pg_roles
      where rolname ~ '^(patients|claims|chain|caretrail|own)_'
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)
    union all
    select 'a caller or owner that can sign in', rolname from pg_roles
      where rolname ~ '^(patients|claims|chain|own)_' and rolcanlogin
    union all
    select 'a membership outside the login''s own callers', m.rolname || ' in ' || g.rolname
      from pg_auth_members a join pg_roles g on g.oid = a.roleid join pg_roles m on m.oid = a.member
      where m.rolname ~ '^(patients|claims|chain|caretrail)_'
      and not (m.rolname = 'caretrail_' || split_part(g.rolname, '_', 1) and g.oid in (select oid from caller)
        and not a.inherit_option and not a.admin_option)
    union all
    select 'a caller may do more than read', caller.rolname || ' ' || name from relation, caller
      where relkind in ('r', 'p', 'v') and (has_table_privilege(caller.oid, relation.oid, 'truncate, references, trigger')
        or has_any_column_privilege(caller.oid, relation.oid, 'references')
        or exists (select from (values ('insert', 'a'), ('update', 'w'), ('delete', 'd')) command (word, letter)
          where case command.word when 'delete' then has_table_privilege(caller.oid, relation.oid, 'delete')
            else has_any_column_privilege(caller.oid, relation.oid, command.word) end
          and not exists (select from pg_policy p where p.polrelid = relation.oid and caller.oid = any (p.polroles)
            and p.polcmd::text = command.letter)))
    union all
    select 'a caller may write whatever they like', policyname || ' on ' || tablename from pg_policies
      where schemaname = any (${SCHEMAS}) and cmd <> 'SELECT' and policyname ~ '^(patients|claims|chain)_'
      and (coalesce(with_check, qual) in ('true', 'TRUE') or (cmd = 'ALL') or (cmd <> 'DELETE' and with_check is null))
    union all
    select 'append-only, but not for a login', login.rolname || ' ' || name from relation, login
      where relkind = 'r' and (relname ~ '_version$' or name = 'access.event')
      and (has_table_privilege(login.oid, relation.oid, 'update, delete, truncate')
        or has_any_column_privilege(login.oid, relation.oid, 'update'))
    union all
    select 'an instant that a caller may select', caller.rolname || ' ' || name from relation
      join pg_attribute on attrelid = relation.oid and attname = 'at', caller
      where relkind = 'r' and name <> 'access.event' and has_column_privilege(caller.oid, relation.oid, attnum, 'select')
    union all
    select 'a privilege without a policy', r.rolname || ' ' || name from relation,
      (select * from caller union all select * from login) r
      where relkind = 'r' and has_any_column_privilege(r.oid, relation.oid, 'select')
      and not exists (select from pg_policy p where p.polrelid = relation.oid and p.polpermissive and r.oid = any (p.polroles))
    union all
    select 'a policy for everyone', polname || ' on ' || polrelid::regclass from pg_policy where 0 = any (polroles)
    union all
    select 'a relation that a deny narrows, without the deny', p.policyname || ' on ' || p.tablename from pg_policies p
      where p.schemaname = any (${SCHEMAS}) and p.permissive = 'PERMISSIVE' and p.policyname ~ '_(treating|consented|grantee)(_|$)'
      and not exists (select from pg_policies d where d.schemaname = p.schemaname and d.tablename = p.tablename
        and d.permissive = 'RESTRICTIVE' and d.roles = p.roles
        and d.policyname = regexp_replace(p.policyname, '_(treating|consented|grantee)(_|$)', '_denied\\2'))
    union all
    select 'something for everyone', n.nspname from pg_namespace n
      where n.nspname = any (${[...SCHEMAS, 'public', 'caretrail']})
      and has_schema_privilege('public', n.oid, 'usage, create')
    union all
    select 'something for everyone', name from relation
      where relkind = 'r' and (select bool_or(grantee = 0) from aclexplode((select relacl from pg_class where oid = relation.oid)))`;
}
