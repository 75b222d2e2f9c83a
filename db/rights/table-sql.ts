import { LOGINS, type Login } from '../server/login.ts';
import { policyOf, type RightsCatalogue } from './catalogue.ts';
import { type Described, describe } from './describe.ts';
import { eventPolicies } from './event.ts';
import { type Keys, keysOf } from './keys.ts';
import { type Guarded, permissive, type RowPolicy, restrictive, writable } from './permissive.ts';
import { type TierRole, tierRoles } from './role.ts';
import type { GuardedRows, PlainRows, Privilege, TableRights } from './table.ts';
import { quoted } from './text.ts';

/** PostgreSQL cuts longer names silently. */
const LONGEST_NAME = 63;

/** The login that carries erasures out. */
const ERASER: Login = 'caretrail_worker';

/** Everything that is said about one table: its owner, who may touch it at all, and which rows they find there. */
export function tableSql(rights: TableRights, catalogue: RightsCatalogue): string {
  const described = describe(rights.table);
  const name = `${quoted(described.schema)}.${quoted(described.name)}`;
  return [
    `-- ${described.schema}.${described.name}`,
    `alter table ${name} owner to own_${described.schema};`,
    `alter table ${name} enable row level security;`,
    `alter table ${name} force row level security;`,
    ...callers(name, described, rights, catalogue),
    ...writers(name, described, rights, catalogue),
    ...(described.name === 'event' ? eventPolicies(name, tierRoles(catalogue.rolesOf)) : []),
    ...logins(name, rights),
    ...erasing(name, described, rights),
    '',
  ].join('\n');
}

function callers(
  name: string,
  described: Described,
  rights: TableRights,
  catalogue: RightsCatalogue,
): readonly string[] {
  const visible = described.columns.filter((column) => !rights.hidden?.includes(column));
  const columns = visible.length === described.columns.length ? '' : ` (${visible.map(quoted).join(', ')})`;
  return tierRoles(catalogue.rolesOf).flatMap((role) => {
    const policies = [
      ...(rights.guarded ?? []).flatMap((rows) => guardedPolicies(rows, described, role, catalogue)),
      ...(rights.plain ?? []).flatMap((rows) => plainPolicies(rows, role)),
    ];
    if (policies.length === 0) return [];
    return [
      `grant select${columns} on ${name} to ${role.name};`,
      ...policies.map((policy) => createPolicy(policy, name, role.name)),
    ];
  });
}

function guardedPolicies(
  rows: GuardedRows,
  { name, columns }: Described,
  role: TierRole,
  catalogue: RightsCatalogue,
): readonly RowPolicy[] {
  if (!rows.subgraphs.includes(role.subgraph)) return [];
  const guarded: Guarded = {
    policy: policyOf(catalogue, rows.policy),
    keys: { ...keysOf(quoted(name), columns, rows.patient), ...absent(rows.without ?? []) },
    ...(rows.rules === undefined ? {} : { rules: rows.rules }),
    ...(rows.which === undefined ? {} : { which: rows.which }),
    ...(rows.excluded === undefined ? {} : { excluded: rows.excluded }),
  };
  return [...permissive(guarded, role, catalogue), ...restrictive(guarded, role, catalogue)];
}

function writers(
  name: string,
  { name: table, columns }: Described,
  { written = [] }: TableRights,
  catalogue: RightsCatalogue,
): readonly string[] {
  return written.flatMap(
    ({ policy: id, subgraphs, commands, columns: changed, patient, before, ...rest }) => {
      const guarded = {
        ...{ policy: policyOf(catalogue, id), keys: keysOf(quoted(table), columns, patient) },
        ...rest,
      };
      return tierRoles(catalogue.rolesOf, subgraphs).flatMap((role) => {
        const condition = writable(guarded, role);
        if (condition === null) return [];
        const standing = before === undefined ? condition : writable({ ...guarded, which: before }, role);
        return commands.flatMap((command) => [
          `grant ${command}${command === 'update' && changed ? ` (${changed.join(', ')})` : ''} on ${name} to ${role.name};`,
          writePolicy(`${role.name}_${command}_${id.replace('.', '_')}`, name, role.name, command, [
            standing ?? condition,
            condition,
          ]),
        ]);
      });
    },
  );
}

/** What is taken away, and what stands after the change, has to be theirs to write. */
function writePolicy(
  policy: string,
  table: string,
  role: string,
  command: string,
  [standing, condition]: readonly [string, string],
) {
  if (policy.length > LONGEST_NAME) throw new Error(`The policy name ${policy} is too long for PostgreSQL.`);
  const using = command === 'insert' ? '' : ` using (\n  ${standing})`;
  const check = command === 'delete' ? '' : ` with check (\n  ${condition})`;
  return `create policy ${policy} on ${table} for ${command} to ${role}${using}${check};`;
}

const absent = (keys: readonly (keyof Keys)[]): Partial<Keys> =>
  Object.fromEntries(keys.map((key) => [key, null]));

function plainPolicies(rows: PlainRows, role: TierRole): readonly RowPolicy[] {
  if (!rows.subgraphs.includes(role.subgraph)) return [];
  if (rows.tiers && !rows.tiers.includes(role.tier)) return [];
  if (rows.roles && !rows.roles.includes(role.role ?? '')) return [];
  return [{ name: role.name, restrictive: false, using: rows.condition }];
}

function createPolicy({ name, restrictive: narrows, using }: RowPolicy, table: string, role: string): string {
  if (name.length > LONGEST_NAME) throw new Error(`The policy name ${name} is too long for PostgreSQL.`);
  const kind = narrows ? ' as restrictive' : '';
  return `create policy ${name} on ${table}${kind} for select to ${role} using (\n  ${using});`;
}

function logins(name: string, rights: TableRights): readonly string[] {
  return LOGINS.flatMap((login) => {
    const privileges = rights.logins[login] ?? [];
    if (privileges.length === 0) return [];
    return [
      `grant ${privileges.join(', ')} on ${name} to ${login};`,
      ...commands(privileges).map((command) => loginPolicy(name, login, command)),
    ];
  });
}

/** Row-level security knows no truncate; a column's update is an update to it. */
function commands(privileges: readonly Privilege[]): readonly string[] {
  return privileges
    .filter((privilege) => privilege !== 'truncate')
    .map((privilege) => privilege.split(' ')[0] ?? '');
}

function loginPolicy(name: string, login: string, command: string): string {
  const using = command === 'insert' ? '' : ' using (true)';
  const check = command === 'insert' || command === 'update' ? ' with check (true)' : '';
  return `create policy ${login}_${command} on ${name} for ${command} to ${login}${using}${check};`;
}

/** Values are destroyed by the worker alone, and only where somebody has put on record that they are to be. */
function erasing(name: string, described: Described, { erased }: TableRights): readonly string[] {
  if (erased === undefined) return [];
  const ordered = `${quoted(described.name)}.${quoted(erased)} in (select e.record from access.erasure e
  where e.erased_at is null)`;
  return [
    `grant select (${quoted(erased)}), delete on ${name} to ${ERASER};`,
    `create policy ${ERASER}_erase_find on ${name} for select to ${ERASER} using (\n  ${ordered});`,
    `create policy ${ERASER}_erase on ${name} for delete to ${ERASER} using (\n  ${ordered});`,
  ];
}
