import { headerValues } from '@caretrail/proof';
import {
  type AnchorCheck,
  checkIntegrity,
  type DisclosedLeaf,
  type IntegrityRequest,
  type Pool,
  type Reader,
} from '../provenance/index.ts';
import { type EventRow, eventHeader, eventSchema, eventValues } from './event-row.ts';

/** Versions that one statement loads. */
const PAGE = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** Seconds after which an event without a commitment is no longer one that the worker is about to commit. */
const PATIENCE = 60;
const SALT = 32;

/** Something that is not as it was committed. */
export interface EventFinding {
  /**
   * `ALTERED`: the row, its salts or its commitment differ from what is anchored. `DELETED`: the row is gone.
   * `COMMITMENT_DELETED`: a place of the log holds nothing any more. `NOT_COMMITTED`: a row that no log took in.
   */
  readonly state: 'ALTERED' | 'DELETED' | 'COMMITMENT_DELETED' | 'NOT_COMMITTED';
  /** Id of the event; null where only its place is known. */
  readonly event: string | null;
  readonly log: string | null;
  /** Leaf index in the log. */
  readonly position: number | null;
}

export interface EventCheck {
  /** Events looked at. */
  readonly events: number;
  /** Those that agree with the ledger; the rest, without a finding, waits for its anchor. */
  readonly matching: number;
  readonly findings: readonly EventFinding[];
}

interface VersionRow extends EventRow {
  readonly record: string;
  /** Number of the document that it was committed under. */
  readonly schema: number;
  readonly keeper: string;
  readonly log: string;
  readonly position: string | null;
  readonly salts: Uint8Array | null;
}

/** Compares every event with its commitment and the ledger, page by page, and names each that does not agree. */
export async function checkEvents(sql: Pool, anchors: AnchorCheck): Promise<EventCheck> {
  const findings: EventFinding[] = [];
  let [events, matching, after] = [0, 0, FIRST];
  for (;;) {
    const rows = await committedEvents(sql, after);
    const requests = rows.map(requestOf);
    const states = await checkIntegrity(
      reader(sql),
      requests.filter((request) => typeof request === 'object'),
      anchors,
    );
    let next = 0;
    for (const [place, row] of rows.entries()) {
      const request = requests[place];
      const state = typeof request === 'object' ? states[next++] : request;
      if (state === 'MATCH') matching++;
      if (state === 'DELETED' || state === 'ALTERED') findings.push(finding(state, row));
      if (state === 'MISMATCH' || state === 'MISSING') findings.push(finding('ALTERED', row));
    }
    events += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.record;
  }
  return { events, matching, findings: [...findings, ...(await gaps(sql)), ...(await notCommitted(sql))] };
}

/** The part of a pool that only reads. */
const reader = (sql: Pool): Reader => sql;

const finding = (state: EventFinding['state'], { record, log, position }: VersionRow): EventFinding => ({
  ...{ state, event: record, log },
  position: position === null ? null : Number(position),
});

function requestOf(row: VersionRow): IntegrityRequest | 'DELETED' | 'ALTERED' {
  const { record, keeper, log, salts } = row;
  if (row.id === null) return 'DELETED';
  const schema = eventSchema(row.schema);
  if (schema === null) return 'ALTERED';
  const values = [...headerValues(eventHeader(row, schema, keeper, log)), ...eventValues(row, schema)];
  if (salts?.length !== values.length * SALT) return 'ALTERED';
  const leaves = values.map(
    (value, index): DisclosedLeaf => ({
      ...{ index, value },
      fieldSalt: salts.subarray(index * SALT, (index + 1) * SALT),
    }),
  );
  return { record, number: 1, leaves };
}

const committedEvents = (sql: Pool, after: string) => sql<VersionRow>`
  select version.record, version.schema, version.organization as keeper, version.log, version.position, event_version.salts, event.id,
    to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, event.request, event.subgraph, event.tier,
    event.role, event.subject, event.organization, event.purpose, event.case_id as case, event.operation, event.classes,
    event.patients, event.policies, event.consents, event.outcome, event.emergency, event.unvisited, event.encounters
  from provenance.version
  left join access.event_version on event_version.record = version.record
  left join access.event on event.id = version.record
  where version.type = 'AuditEvent' and version.record > ${after}::uuid
  order by version.record limit ${PAGE}`;

/** Places of access logs that no version holds: whoever deletes a commitment too leaves a hole. */
async function gaps(sql: Pool): Promise<readonly EventFinding[]> {
  const rows = await sql<{ log: string; position: string }>`
    select log.name as log, place.position from provenance.log
    cross join lateral generate_series(0, log.size - 1) as place(position)
    where log.name like '%/access' and not exists (
      select from provenance.version where version.log = log.name and version.position = place.position)
    order by log.name, place.position limit ${PAGE}`;
  return rows.map(({ log, position }) => ({
    ...{ state: 'COMMITMENT_DELETED', event: null, log, position: Number(position) },
  }));
}

async function notCommitted(sql: Pool): Promise<readonly EventFinding[]> {
  const rows = await sql<{ id: string }>`
    select id from access.event where at < now() - make_interval(secs => ${PATIENCE})
      and not exists (select from provenance.version where version.record = event.id)
    order by at limit ${PAGE}`;
  return rows.map(({ id }) => ({ state: 'NOT_COMMITTED', event: id, log: null, position: null }));
}
