import type { Pool } from '../provenance/index.ts';
import type { EventRow } from './event-row.ts';

/** Events that one statement loads. */
export const PAGE = 1_000;

/** What stands of a commitment: the version with its salts and the event, each absent where it is gone. */
export interface CommittedEvent extends EventRow {
  readonly record: string;
  /** Number of the document that it was committed under. */
  readonly schema: number;
  readonly keeper: string;
  readonly log: string;
  readonly position: string | null;
  readonly salts: Uint8Array | null;
}

/** Loads the commitments of events by their ids, a page at most. */
export const committedEvents = (sql: Pool, events: readonly string[]) => sql<CommittedEvent>`
  select version.record, version.schema, version.organization as keeper, version.log, version.position, event_version.salts, event.id,
    to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, event.request, event.subgraph, event.tier,
    event.role, event.subject, event.organization, event.purpose, event.case_id as case, event.operation, event.classes,
    event.patients, event.policies, event.consents, event.outcome, event.emergency,
    event.unvisited, event.encounters
  from unnest(${events}::uuid[]) with ordinality as wanted(record, place)
  join provenance.version on version.record = wanted.record
  left join access.event_version on event_version.record = wanted.record
  left join access.event on event.id = wanted.record
  order by wanted.place`;

/** All access logs that anything knows of, so that whoever deletes the log's own row hides nothing; how long each was. */
export const accessLogs = (sql: Pool) => sql<{ name: string; size: string }>`
  with recursive held(log) as (
    select min(log) from provenance.version
    union all
    select (select min(log) from provenance.version where log > held.log) from held where held.log is not null
  ), known(name, size) as (
    select name, size from provenance.log
    union all select log, max(size) from provenance.checkpoint group by log
    union all select log, 0 from held
  )
  select name, max(size) as size from known where name like '%/access' group by name order by name`;

/** What stands in a log from a place on, in its order. */
export const placesFrom = (sql: Pool, log: string, position: number) => sql<{
  record: string;
  position: string;
}>`
  select record, position from provenance.version
  where log = ${log} and position >= ${position} order by position limit ${PAGE}`;

/** Events whose commitment waits for its place, and that are gone. */
export const deletedWaiting = (sql: Pool, log: string) => sql<{ record: string }>`
  select record from provenance.version where log = ${log} and position is null
    and not exists (select from access.event where event.id = version.record) limit ${PAGE}`;

/**
 * Events in the order of their ids, and how far each has come.
 *
 * @param patience seconds after which an event without a commitment is no longer one that the worker is about to commit
 */
export const eventsAfter = (sql: Pool, id: string, patience: number) => sql<{
  id: string;
  state: 'LOST' | 'FRESH' | 'WAITING' | 'PLACED';
}>`
  select event.id, case
      when version.record is null and event.at < now() - make_interval(secs => ${patience}) then 'LOST'
      when version.record is null then 'FRESH'
      when version.position is null then 'WAITING'
      else 'PLACED' end as state
  from (select id, at from access.event where id > ${id}::uuid order by id limit ${PAGE}) event
  left join provenance.version on version.record = event.id and version.log like '%/access'
  order by event.id`;
