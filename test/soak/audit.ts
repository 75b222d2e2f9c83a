import { join } from 'node:path';
import { connectLedger, memberIdentity, readProfile } from '@caretrail/chain/ledger';
import { anchorProgress } from '@caretrail/chain/progress';
import { connect, type Pool } from '@caretrail/db';
import { logLeaf, toHex, treeRoot } from '@caretrail/proof';
import { recompute } from '../../db/import/test/recompute.ts';
import { RECORDS_OF_PERSON, type Sent } from './sent.ts';

/** Milliseconds that anchoring of all that was sent may take. */
const ANCHORED_WITHIN = 180_000;

/** How many records there are. */
export interface Held {
  readonly records: Readonly<Record<(typeof RECORDS_OF_PERSON)[number], number>>;
  readonly versions: number;
}

export async function countHeld(sql: Pool): Promise<Held> {
  const [row] = await sql<{ patients: number; encounters: number; conditions: number; versions: number }[]>`
    select (select count(*)::int from patients.patient) as patients,
      (select count(*)::int from patients.encounter) as encounters,
      (select count(*)::int from patients.condition) as conditions,
      (select count(*)::int from provenance.version) as versions`;
  const { patients = 0, encounters = 0, conditions = 0, versions = 0 } = row ?? {};
  return { records: { Patient: patients, Encounter: encounters, Condition: conditions }, versions };
}

async function waitUntilAnchored(sql: Pool): Promise<string | null> {
  for (const until = Date.now() + ANCHORED_WITHIN; ; ) {
    const { pending, stopped } = await anchorProgress(sql);
    if (stopped.length > 0) return `the ledger refused a checkpoint of ${stopped[0]?.log}`;
    if (pending === 0) return null;
    if (Date.now() > until) return `${pending} versions are not anchored`;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Every record that was sent is there once, with one version, and nothing else came. */
async function checkRecords(sql: Pool, sent: Sent, before: Held): Promise<readonly string[]> {
  const { records, versions } = await countHeld(sql);
  const people = sent.acknowledged.length;
  const wrong = RECORDS_OF_PERSON.filter((type) => records[type] !== before.records[type] + people).map(
    (type) => `${records[type]} ${type}, not ${before.records[type]} and ${people}`,
  );
  const expected = before.versions + people * RECORDS_OF_PERSON.length;
  if (versions !== expected) wrong.push(`${versions} versions, not ${expected}`);
  const names = sent.acknowledged.map(({ family }) => family);
  const found = await sql<{ family: string; times: number }[]>`
    select wanted.family, count(identity.patient)::int as times
    from unnest(${names}::text[]) wanted(family)
    left join patients.patient_identity identity on identity.name ->> 'family' = wanted.family
    group by 1 having count(identity.patient) <> 1`;
  return [...wrong, ...found.map(({ family, times }) => `${family} is there ${times} times`)];
}

/** Recomputes the root of every checkpoint from the versions, and asks the ledger for the newest of each log. */
async function checkLogs(
  sql: Pool,
  home: string,
): Promise<{ checkpoints: number; wrong: readonly string[] }> {
  const wrong: string[] = [];
  let checkpoints = 0;
  const profile = readProfile(join(home, 'ledger', 'profile.json'));
  const logs = await sql<{ name: string; organization: string; size: string }[]>`
    select name, organization, size from provenance.log order by name`;
  for (const { name, organization, size } of logs) {
    const versions = await sql<{ hash: Uint8Array; position: string }[]>`
      select hash, position from provenance.version where log = ${name} order by position`;
    if (versions.length !== Number(size)) wrong.push(`${name} has ${versions.length} versions, not ${size}`);
    if (versions.some(({ position }, at) => Number(position) !== at)) wrong.push(`${name} has a gap`);
    const leaves = versions.map(({ hash }) => logLeaf(hash));
    const anchored = await sql<{ size: string; root: Uint8Array; state: string }[]>`
      select size, root, state from provenance.checkpoint where log = ${name} order by size`;
    for (const checkpoint of anchored) {
      const root = toHex(treeRoot(leaves.slice(0, Number(checkpoint.size))));
      if (root !== toHex(checkpoint.root)) wrong.push(`${name} at ${checkpoint.size} has another root`);
      if (checkpoint.state !== 'ANCHORED') wrong.push(`${name} at ${checkpoint.size} is ${checkpoint.state}`);
    }
    checkpoints += anchored.length;
    if (leaves.length === 0) continue;
    const ledger = connectLedger(profile, memberIdentity(home, organization));
    const latest = Buffer.from(await ledger.evaluate('anchor:latest', [name])).toString();
    ledger.close();
    if (!latest.includes(toHex(treeRoot(leaves)))) wrong.push(`${name}: the ledger holds ${latest}`);
  }
  return { checkpoints, wrong };
}

/** What is wrong when all is over; empty when every acknowledged record is there once and every log verifies. */
export async function audit(
  { home, database }: { readonly home: string; readonly database: string },
  sent: Sent,
  before: Held,
): Promise<{ readonly checkpoints: number; readonly versions: number; readonly wrong: readonly string[] }> {
  const sql = connect(database, { max: 2, statementTimeout: 120_000 });
  try {
    const waiting = await waitUntilAnchored(sql);
    const logs = await checkLogs(sql, home);
    const { versions, wrong } = await recompute(sql);
    const all = [...(waiting === null ? [] : [waiting]), ...logs.wrong, ...wrong];
    return {
      versions,
      checkpoints: logs.checkpoints,
      wrong: [...(await checkRecords(sql, sent, before)), ...all],
    };
  } finally {
    await sql.end();
  }
}
