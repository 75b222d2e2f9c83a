import { headerValues } from '@caretrail/proof';
import {
  type AnchorCheck,
  checkIntegrity,
  type DisclosedLeaf,
  type IntegrityRequest,
  type Pool,
  type Reader,
} from '../provenance/index.ts';
import {
  accessLogs,
  type CommittedEvent,
  committedEvents,
  deletedWaiting,
  eventsAfter,
  PAGE,
  placesFrom,
} from './committed-event.ts';
import { eventHeader, eventSchema, eventValues } from './event-row.ts';

/** Places without a commitment that are named of one log. */
const MOST_GAPS = 1_000;
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

/**
 * Compares every event with its commitment and the ledger, page by page, and names each that does not agree: first what stands in
 * the logs, in their order, where whoever deletes a commitment too leaves a hole; then the events that no log has placed. No
 * statement and no memory grows with their number.
 *
 * @param onProgress called now and then with the share that was looked at, from 0 to 1
 */
export async function checkEvents(
  sql: Pool,
  anchors: AnchorCheck,
  onProgress: (share: number) => void = () => {},
): Promise<EventCheck> {
  const logs = await accessLogs(sql);
  const total = logs.reduce((sum, { size }) => sum + Number(size), 0);
  const findings: EventFinding[] = [];
  let [events, matching] = [0, 0];
  const compare = async (ids: readonly string[]) => {
    const compared = await compareEvents(sql, ids, anchors);
    events += ids.length;
    matching += compared.matching;
    findings.push(...compared.findings);
    onProgress(total === 0 ? 1 : Math.min(1, events / total));
  };
  for (const { name, size } of logs) {
    findings.push(...(await checkLog(sql, name, Number(size), compare)));
    const gone = await deletedWaiting(sql, name);
    findings.push(...gone.map(({ record }) => finding('DELETED', record, name)));
  }
  findings.push(...(await checkUnplaced(sql, compare)));
  return { events, matching, findings };
}

type Compare = (events: readonly string[]) => Promise<void>;

const finding = (
  state: EventFinding['state'],
  event: string | null,
  log: string | null = null,
  position: number | null = null,
): EventFinding => ({ state, event, log, position });

/** Compares what stands in a log; answers the places that hold nothing. */
async function checkLog(
  sql: Pool,
  log: string,
  size: number,
  compare: Compare,
): Promise<readonly EventFinding[]> {
  const gaps: EventFinding[] = [];
  const skip = (from: number, to: number) => {
    for (let place = from; place < to && gaps.length < MOST_GAPS; place++)
      gaps.push(finding('COMMITMENT_DELETED', null, log, place));
  };
  let next = 0;
  for (;;) {
    const placed = await placesFrom(sql, log, next);
    if (placed.length === 0) break;
    for (const { position } of placed) {
      skip(next, Number(position));
      next = Number(position) + 1;
    }
    await compare(placed.map(({ record }) => record));
  }
  skip(next, size);
  return gaps;
}

/** Compares events whose commitment has no place yet; answers those without any. */
async function checkUnplaced(sql: Pool, compare: Compare): Promise<readonly EventFinding[]> {
  const lost: EventFinding[] = [];
  for (let last: string | undefined = FIRST; last !== undefined; ) {
    const rows: Awaited<ReturnType<typeof eventsAfter>> = await eventsAfter(sql, last, PATIENCE);
    const waiting = rows.filter(({ state }) => state === 'WAITING').map(({ id }) => id);
    if (waiting.length > 0) await compare(waiting);
    for (const { id, state } of rows) if (state === 'LOST') lost.push(finding('NOT_COMMITTED', id));
    last = rows.length < PAGE ? undefined : rows.at(-1)?.id;
  }
  return lost;
}

async function compareEvents(
  sql: Pool,
  ids: readonly string[],
  anchors: AnchorCheck,
): Promise<Omit<EventCheck, 'events'>> {
  const rows = await committedEvents(sql, ids);
  const requests = rows.map(requestOf);
  const states = await checkIntegrity(
    reader(sql),
    requests.filter((request) => typeof request === 'object'),
    anchors,
  );
  const findings: EventFinding[] = [];
  let [matching, next] = [0, 0];
  for (const [place, { record, log, position }] of rows.entries()) {
    const request = requests[place];
    const state = typeof request === 'object' ? states[next++] : request;
    if (state === 'MATCH') matching++;
    else if (state !== 'NOT_CHECKABLE')
      findings.push(
        finding(
          state === 'DELETED' ? state : 'ALTERED',
          record,
          log,
          position === null ? null : Number(position),
        ),
      );
  }
  return { matching, findings };
}

/** The part of a pool that only reads. */
const reader = (sql: Pool): Reader => sql;

function requestOf(row: CommittedEvent): IntegrityRequest | 'DELETED' | 'ALTERED' {
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
