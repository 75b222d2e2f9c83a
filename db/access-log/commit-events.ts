import { randomBytes } from 'node:crypto';
import { type CommittedVersion, commitVersion, logName } from '@caretrail/proof';
import type { Pool, Sql } from '../provenance/index.ts';
import { AUDIT_EVENT, type SchemaDocument } from '../records/index.ts';
import { type EventRow, eventHeader, eventValues } from './event-row.ts';

/** One number for all workers of a database: an event is committed once. */
const LOCK = 0x61756474;
const CHANNEL = 'care';
/** Events that one transaction commits. */
const MOST = 1_000;

/** Where a committer stands: the lowest transaction that may still bring events. It is not kept: a new one looks at all. */
export type Watermark = string;
export const BEGINNING: Watermark = '0';

export interface CommittedEvents {
  readonly count: number;
  /** Where the next look begins. */
  readonly next: Watermark;
}

interface PlacedRow extends EventRow {
  readonly keeper: string | null;
  readonly transaction: string;
}

interface PlacedVersion {
  readonly event: EventRow;
  readonly schema: SchemaDocument;
  readonly organization: string;
  readonly log: string;
  readonly version: CommittedVersion;
}

/**
 * Makes versions of type AuditEvent of events that have none, and puts them into the access log of the reader's
 * organization; a person's own reads stand in the log of the organization that keeps the record. The batcher places and
 * anchors them as it does all versions. Nothing is changed: the events stay as their readers wrote them.
 *
 * @param schema the document that fixes their leaves; a log may hold events of several
 */
export async function commitEvents(
  pool: Pool,
  from: Watermark,
  schema: SchemaDocument = AUDIT_EVENT,
): Promise<CommittedEvents> {
  return pool.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`;
    // Each statement sees what was committed before it: asked the other way round, an event between the two would be missed.
    const lowest = await lowestOpen(sql);
    const rows = await freshEvents(sql, from);
    const last = rows.at(-1);
    if (!last) return { count: 0, next: lowest };
    const placed = rows.flatMap((row) => (row.keeper === null ? [] : [commit(row, row.keeper, schema)]));
    await write(sql, placed);
    // Of a full batch nothing behind its last transaction was seen; of any, nothing from the lowest open one on.
    const full = rows.length === MOST && BigInt(last.transaction) < BigInt(lowest);
    return { count: placed.length, next: full ? last.transaction : lowest };
  });
}

/** All transactions below it have ended, and later statements see what they wrote. */
async function lowestOpen(sql: Sql): Promise<Watermark> {
  const [row] = await sql<{ lowest: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as lowest`;
  return row?.lowest ?? BEGINNING;
}

const freshEvents = (sql: Sql, from: Watermark) => sql<PlacedRow>`
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, request, subgraph, tier, role, subject,
    organization, purpose, case_id as case, operation, classes, patients, policies, consents, outcome,
    emergency, unvisited, encounters, transaction::text as transaction,
    coalesce(organization,
      (select min(member) from access.custodian
        where patient = any (event.patients) or patient::text = event.subject),
      (select min(slug) from access.member)) as keeper
  from access.event
  where transaction >= ${from}::xid8
    and not exists (select from access.event_version where event_version.record = event.id)
  order by event.transaction limit ${MOST}`;

function commit(event: PlacedRow, organization: string, schema: SchemaDocument): PlacedVersion {
  const log = logName(CHANNEL, organization, schema.type);
  const header = eventHeader(event, schema, organization, log);
  const version = commitVersion({ header, values: eventValues(event, schema), salt32: randomBytes(32) });
  return { event, schema, organization, log, version };
}

/** `bytea` in its hex form, as JSON carries it. */
const hex = (parts: readonly Uint8Array[]): string => `\\x${Buffer.concat(parts).toString('hex')}`;

async function write(sql: Sql, placed: readonly PlacedVersion[]): Promise<void> {
  const versions = placed.map(({ event, schema, organization, log, version }) => ({
    ...{ hash: hex([version.hash]), record: event.id, type: schema.type, schema: schema.schema },
    ...{ number: 1, organization, log, activity: 'read', agent: 'caretrail-worker' },
    ...{ recorded_at: event.at, parents: [], leaves: hex(version.leaves) },
  }));
  const salts = placed.map(({ event, version }) => ({
    ...{ record: event.id, number: 1, salts: hex(version.salts) },
  }));
  await sql`
    insert into provenance.log (name, organization)
    select distinct log, organization from json_populate_recordset(null::provenance.version, ${JSON.stringify(versions)}::text::json)
    on conflict do nothing`;
  await sql`
    insert into provenance.version (hash, record, type, schema, number, organization, log, activity, agent, recorded_at,
      parents, leaves)
    select hash, record, type, schema, number, organization, log, activity, agent, recorded_at, parents, leaves
    from json_populate_recordset(null::provenance.version, ${JSON.stringify(versions)}::text::json)`;
  await sql`
    insert into access.event_version (record, number, salts)
    select record, number, salts
    from json_populate_recordset(null::access.event_version, ${JSON.stringify(salts)}::text::json)`;
}
