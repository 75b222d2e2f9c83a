import { randomBytes, randomUUID } from 'node:crypto';
import { type CommittedVersion, commitVersion, type JsonValue } from '@caretrail/proof';
import { encounter } from '../../records/index.ts';
import type { DisclosedLeaf } from '../disclosed.ts';
import type { Sql } from '../sql.ts';

/** A committed version as its maker knows it: what the database keeps apart is together here. */
export interface SampleVersion extends CommittedVersion {
  readonly record: string;
  readonly number: number;
  readonly subject: string;
}

/** Where a sample stands, and what of it matters to a test. */
export interface SampleOptions {
  readonly organization: string;
  readonly channel?: string;
  readonly record?: string;
  readonly number?: number;
  readonly subject?: string;
  readonly parents?: readonly Uint8Array[];
  readonly status?: string;
}

/** Commits a version of an encounter, made up. */
export function sampleVersion(options: SampleOptions): SampleVersion {
  const {
    organization,
    channel = 'care',
    record = randomUUID(),
    number = 1,
    subject = randomUUID(),
  } = options;
  const header = {
    ...{ schema: encounter.document, record, version: number, organization },
    log: `${channel}/${organization}`,
    ...{ activity: 'import', agent: 'caretrail-import' },
    recordedAt: new Date().toISOString(),
    parents: options.parents ?? [],
  };
  const values: JsonValue[] = encounter.document.fields.map(() => null);
  values[encounter.document.fields.indexOf('patient')] = subject;
  values[encounter.document.fields.indexOf('status')] = options.status ?? 'finished';
  return { ...commitVersion({ header, values, salt32: randomBytes(32) }), record, number, subject };
}

/** Writes versions as an importer does, and the logs they belong to. */
export async function storeVersions(sql: Sql, versions: readonly SampleVersion[]): Promise<void> {
  for (const { hash, leaves, values, record, number, subject } of versions) {
    const [version] = values;
    const { organization, log } = headerOf(version);
    await sql`insert into provenance.log (name, organization) values (${log}, ${organization}) on conflict do nothing`;
    await sql`
      insert into provenance.version (hash, record, type, schema, number, subject, custodian, sensitivity, organization,
        log, activity, agent, recorded_at, parents, leaves)
      values (${hash}, ${record}, 'Encounter', 1, ${number}, ${subject}, ${organization}, 'N', ${organization}, ${log},
        'import', 'caretrail-import', ${String(values[2])}, '{}', ${Buffer.concat(leaves)})`;
  }
}

function headerOf(leaf: JsonValue | undefined): { readonly organization: string; readonly log: string } {
  if (typeof leaf !== 'object' || leaf === null || !('organization' in leaf && 'log' in leaf))
    throw new TypeError('leaf 0 names organization and log');
  return { organization: String(leaf['organization']), log: String(leaf['log']) };
}

/** Leaves as a caller who may read them would give them to a proof or an integrity check. */
export function disclose(
  { values, salts }: SampleVersion,
  indexes: readonly number[],
): readonly DisclosedLeaf[] {
  return indexes.map((index) => ({
    index,
    value: values[index] ?? null,
    fieldSalt: salts[index] ?? new Uint8Array(),
  }));
}
