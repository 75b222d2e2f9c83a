import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECORD_TYPES } from '../records/index.ts';
import { connect, type Pool } from '../session/pool.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { tierRole } from './role.ts';
import { PERSONAS, type Persona } from './testing/expected.ts';
import { CLINICAL, idOf, makeWorld, PEOPLE } from './testing/world.ts';

type Row = readonly ['patients' | 'claims', table: string, column: string, policy: string, prefix: string];

/** A record type's tables: schema, table, the column that names the record, policy, and how its records are called in the world. */
const tablesOf = ({ see, content, contentKey }: (typeof TYPES)[number]): readonly Row[] => {
  const [schema, prefix] = [
    see.table.startsWith('claims.') ? 'claims' : 'patients',
    `${contentKey} `,
  ] as const;
  const bare = (table: string) => table.slice(table.indexOf('.') + 1);
  const called = contentKey === 'patient' ? '' : prefix;
  return [
    [schema, bare(see.table), 'id', see.policy, called],
    [schema, bare(see.versionTable), 'record', see.policy, called],
    [schema, bare(content.table), contentKey, content.policy, called],
    [schema, bare(content.versionTable), 'record', content.policy, called],
  ];
};

const TYPES = Object.values(RECORD_TYPES);
const CLASSES = TYPES.flatMap(tablesOf);

/** What `provenance.version` shows, in every subgraph: the versions of the records that the caller may see. */
const SEEN = ['person.see', 'clinical.see', 'claim.see', 'consent.read'];
const NODES: readonly (readonly [Subgraph, readonly string[]])[] = [
  ['patients', SEEN],
  ['claims', SEEN],
  ['chain', SEEN],
];

type Subgraph = 'patients' | 'claims' | 'chain';
let database: TestDatabase;
let admin: Pool;
const pools = new Map<Subgraph, Pool>();

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await makeWorld(admin);
  for (const subgraph of ['patients', 'claims', 'chain'] as const)
    pools.set(subgraph, connect(database.address(`caretrail_${subgraph}`), { max: 2 }));
});
afterAll(async () => {
  for (const pool of pools.values()) await pool.end();
  await admin.end();
  await database.stop();
});

const NAME_OF = new Map(
  Object.keys(PEOPLE).flatMap((name) => [
    [idOf(name), name],
    ...['2023', '2024', '2024R'].flatMap((visit) =>
      Object.keys(CLINICAL).map((type) => [idOf(`${type} ${name}/${visit}`), `${type} ${name}/${visit}`]),
    ),
    ...['1', '2'].flatMap((which) =>
      ['claim', 'coverage', 'consent'].map((type) => [
        idOf(`${type} ${name}/${which}`),
        `${type} ${name}/${which}`,
      ]),
    ),
  ]) as [string, string][],
);

/** Names of the rows that the caller finds, sorted; null where the role may not touch the table. */
async function found(
  subgraph: Subgraph,
  { tier, role, settings }: Persona,
  table: string,
  column: string,
): Promise<readonly string[] | null> {
  const pool = pools.get(subgraph);
  if (!pool) throw new Error(subgraph);
  try {
    return await pool.begin(async (sql) => {
      await sql`select set_config('role', ${tierRole(subgraph, tier, role)}, true),
        set_config('caretrail.organization', ${settings.organization ?? ''}, true),
        set_config('caretrail.subject', ${settings.subject ?? ''}, true),
        set_config('caretrail.case', ${settings.case ?? ''}, true),
        set_config('caretrail.purpose', ${settings.purpose ?? ''}, true)`;
      const rows = await sql<{ id: string }[]>`select ${sql(column)} as id from ${sql(table)}`;
      return rows.map(({ id }) => NAME_OF.get(id) ?? id).toSorted();
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return null;
    throw error;
  }
}

const named = (prefix: string, names: string | undefined): readonly string[] =>
  names === undefined ? [] : names.split(' ').map((name) => prefix + name);

describe.each(PERSONAS.map((persona) => [persona.name, persona] as const))('%s', (_, persona) => {
  it.each(CLASSES)(
    'finds in %s.%s the rows of its class alone',
    async (schema, table, column, policy, prefix) => {
      const rows = await found(schema, persona, `${schema}.${table}`, column);
      expect(rows ?? []).toEqual(named(prefix, persona.sees[policy]).toSorted());
    },
  );

  it.each(NODES)('finds through %s the versions of visible records alone', async (subgraph, policies) => {
    const rows = await found(subgraph, persona, 'provenance.version', 'record');
    const expected = CLASSES.filter(
      ([, , column, policy]) => column === 'id' && policies.includes(policy),
    ).flatMap(([, , , policy, prefix]) => named(prefix, persona.sees[policy]));
    expect(rows ?? []).toEqual(expected.toSorted());
  });

  it.each(CLASSES)('cannot reach %s.%s by the login of another subgraph', async (schema, table, column) => {
    for (const subgraph of ['patients', 'claims', 'chain'] as const)
      if (subgraph !== schema)
        expect(await found(subgraph, persona, `${schema}.${table}`, column)).toBeNull();
  });
});
