import { connect, type Pool, tierRole } from '@caretrail/db';
import { RECORD_TYPES } from '@caretrail/db/records';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { type Caller, PUBLIC_CALLER, PURPOSES, ROLES, TIERS } from '@caretrail/kit';
import { getNamedType, isCompositeType, isListType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAS, type Persona } from '../../db/rights/testing/expected.ts';
import { makeWorld } from '../../db/rights/testing/world.ts';
import { ask, unguarded } from '../../subgraphs/patients/test/ask.ts';
import { NOW } from './callers.ts';
import { hubSays, rightOf } from './hub-layer.ts';
import { SUBGRAPHS } from './subgraph-layer.ts';

type Owner = 'patients' | 'claims';
type RecordType = (typeof RECORD_TYPES)[keyof typeof RECORD_TYPES];

let database: TestDatabase;
let admin: Pool;
/** By subgraph: its login, whom row-level security binds, and the subgraph on connections that it does not bind. */
const logins = new Map<Owner, Pool>();
const alone = new Map<Owner, ReturnType<typeof unguarded>>();
const ids = new Map<string, readonly string[]>();

const found = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = map.get(key);
  if (value === undefined) throw new Error(String(key));
  return value;
};
const ownerOf = ({ see }: RecordType): Owner => (see.table.startsWith('claims.') ? 'claims' : 'patients');

beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await makeWorld(admin);
  await tellTimes();
  for (const owner of ['patients', 'claims'] as const) {
    logins.set(owner, connect(database.address(`caretrail_${owner}`), { max: 1 }));
    const schema = SUBGRAPHS.find(({ name }) => name === owner);
    if (schema) alone.set(owner, unguarded(owner, schema, admin));
  }
  for (const { type, see } of Object.values(RECORD_TYPES)) {
    const rows = await admin<{ id: string }[]>`select id from ${admin(see.table)} order by id`;
    ids.set(
      type,
      rows.map(({ id }) => id),
    );
  }
});
afterAll(async () => {
  for (const pool of logins.values()) await pool.end();
  await admin?.end();
  await database?.stop();
});

/** The world's records say to themselves when they are of, as finely as the database judges them. */
async function tellTimes(): Promise<void> {
  for (const { see, content, time } of Object.values(RECORD_TYPES)) {
    if (time === null) continue;
    await admin`update ${admin(see.table)} set month = to_char(at at time zone 'UTC', 'YYYY-MM')`;
    await admin`update ${admin(content.table)} set ${admin(time)} =
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
}

const callerOf = ({ tier, role, settings }: Persona): Caller => ({
  ...PUBLIC_CALLER,
  ...settings,
  tier: TIERS.find((one) => one === tier) ?? 'public',
  role: ROLES.find((one) => one === role) ?? null,
  purpose: PURPOSES.find((one) => one === settings.purpose) ?? null,
  authenticatedAt: NOW,
});

/** Records whose row of a table row-level security shows to a caller: none where the role may not touch the table. */
async function rowsShown(persona: Persona, owner: Owner, table: string, column: string): Promise<string[]> {
  const { settings } = persona;
  const role = tierRole(owner, persona.tier, persona.role);
  const [{ granted = false } = {}] = await admin<{ granted: boolean }[]>`
    select has_column_privilege(${role}, ${table}, ${column}, 'select') as granted`;
  if (!granted) return [];
  return found(logins, owner).begin(async (sql) => {
    await sql`select set_config('role', ${role}, true),
      set_config('caretrail.organization', ${settings.organization ?? ''}, true),
      set_config('caretrail.subject', ${settings.subject ?? ''}, true),
      set_config('caretrail.case', ${settings.case ?? ''}, true),
      set_config('caretrail.purpose', ${settings.purpose ?? ''}, true)`;
    const rows = await sql<{ id: string }[]>`select ${sql(column)} as id from ${sql(table)}`;
    return rows.map(({ id }) => id).toSorted();
  });
}

/** One field for each way in which the fields of a type are decided, with a selection where it needs one. */
function representatives({ type }: RecordType, owner: Owner): readonly string[] {
  const object = SUBGRAPHS.find(({ name }) => name === owner)?.schema.getType(type);
  if (!isObjectType(object)) throw new Error(type);
  const byRight = new Map<string, string>();
  for (const { name, type: given } of Object.values(object.getFields())) {
    const named = getNamedType(given);
    // The rows of this world hold nothing in their lists.
    if (isListType(given) && !(named.name in RECORD_TYPES)) continue;
    const key = `${rightOf(type, name)}>${isCompositeType(named) ? named.name : ''}`;
    byRight.set(key, isCompositeType(named) ? `${name} { __typename }` : name);
  }
  return [...byRight.values()];
}

/** Records that the subgraph alone shows, and of which of them it shows each field. */
async function subgraphShows(record: RecordType, owner: Owner, caller: Caller) {
  const { subgraph, failures } = found(alone, owner);
  const all = found(ids, record.type);
  const fields = representatives(record, owner);
  const representations = all.map((id) => ({ __typename: record.type, id }));
  const shown = new Map<string, readonly string[]>();
  let seen: readonly string[] = [];
  for (const field of fields) {
    const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${record.type} { it: ${field} } } }`;
    const { data, errors = [] } = await ask(subgraph, caller, text, { r: representations });
    expect(failures).toEqual([]);
    const entities = data?.['_entities'] as readonly (object | null)[];
    seen = all.filter((_, at) => entities[at]);
    const refused = errors.map(({ path = [] }) => path[1]);
    // A refusal that holds for every row has no list index in its path.
    const name = /^\w+/.exec(field)?.[0] ?? field;
    shown.set(name, refused.includes('it') ? [] : seen.filter((id) => !refused.includes(all.indexOf(id))));
  }
  return { seen, shown };
}

describe.each(PERSONAS.map((persona) => [persona.name, persona] as const))('%s', (_, persona) => {
  const caller = callerOf(persona);
  const related = persona.sees;

  it.each(Object.values(RECORD_TYPES).map((record) => [record.type, record] as const))(
    'is shown the same of %s by the subgraph alone and by the database alone, and nothing that the hub refuses',
    async (type, record) => {
      const owner = ownerOf(record);
      const { see, content, contentKey } = record;
      const rows = await rowsShown(persona, owner, see.table, 'id');
      const contents = await rowsShown(persona, owner, content.table, contentKey);
      const both = rows.filter((id) => contents.includes(id));
      const { seen, shown } = await subgraphShows(record, owner, caller);

      expect(seen).toEqual(rows);
      for (const [field, records] of shown) {
        const right = rightOf(type, field);
        const hub = hubSays(type, field, caller);
        if (right === see.policy) expect(records, field).toEqual(rows);
        if (right.split('+').sort().join() === [see.policy, content.policy].sort().join())
          expect(records, field).toEqual(both);
        // A hub that refuses leaves nothing to the others to refuse; one that allows has left it to them.
        if (hub !== 'allowed') expect(records, field).toEqual([]);
        else if (related[see.policy] && right === see.policy) expect(records, field).not.toEqual([]);
      }
    },
  );
});
