import type { Caller } from '../caller/caller.ts';
import type { DataClass, Policy } from '../catalogue/policy.ts';
import { type Fragment, sql } from '../sql/fragment.ts';
import type { RowKeys } from './row-keys.ts';

/**
 * The provisions of a person that speak of this caller, for this purpose, now: gathered once a person, as JSON, and null
 * for the many who have decided nothing. A permit must name the caller or their organization; a deny may name nobody.
 */
export function provisionsOf(patient: Fragment, caller: Caller): Fragment {
  const actors = [caller.organization, caller.subject].filter((actor) => actor !== null);
  return sql`(select jsonb_agg(jsonb_build_object('id', c.id, 'permit', c.permit, 'class', c.data_class,
      'emergency', c.deny_emergency,
      'from', to_char(c.data_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'to', to_char(c.data_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    from access.consent c where c.patient = ${patient} and c.valid_from <= now() and c.valid_to > now()
      and (c.purpose is null or c.purpose = ${caller.purpose})
      and (c.actor = any(${actors}::text[]) or (c.actor is null and not c.permit)))`;
}

const provisions = sql`jsonb_to_recordset(f.provisions)
  as c(id text, permit boolean, class text, emergency boolean, "from" text, "to" text)`;
const FROM = sql`c."from" collate "C"`;
const TO = sql`c."to" collate "C"`;

/** The first and the last instant that a time of any precision can mean, as text that sorts like time. */
const earliest = (time: Fragment): Fragment =>
  sql`(${time} || substr('0001-01-01T00:00:00.000Z', length(${time}) + 1)) collate "C"`;
const latest = (time: Fragment): Fragment => sql`(${time} || '~') collate "C"`;

/**
 * A permit covers a record only if all of the record's possible time lies within its data period. A person is no
 * event: any permit lets them be seen.
 */
function within(time: Fragment | undefined): Fragment {
  if (time === undefined) return sql`true`;
  return sql`(c."from" is null or ${earliest(time)} >= ${FROM}) and (c."to" is null or ${latest(time)} <= ${TO})`;
}

/**
 * A deny reaches a record as soon as it may lie within its data period. A deny of a period hides what happened in it,
 * not the person.
 */
function touching(time: Fragment | undefined): Fragment {
  if (time === undefined) return sql`c."from" is null and c."to" is null`;
  return sql`(c."from" is null or ${time} is null or ${latest(time)} >= ${FROM})
    and (c."to" is null or ${time} is null or ${earliest(time)} <= ${TO})`;
}

const about = (classes: readonly DataClass[]): Fragment =>
  sql`(c.class is null or c.class = any(${classes}::text[]))`;

const permitClasses = (policy: Policy): readonly DataClass[] =>
  policy.permittedBy ?? (policy.dataClass === undefined ? [] : [policy.dataClass]);

/** Ids of the permits that open a row under a policy. */
export const permits = (policy: Policy, keys: RowKeys): Fragment =>
  sql`select c.id from ${provisions} where c.permit and ${about(permitClasses(policy))} and ${within(keys.time)}`;

/** Whether some permit opens a row under a policy. */
export const permitted = (policy: Policy, keys: RowKeys): Fragment =>
  sql`(f.provisions is not null and exists (${permits(policy, keys)}))`;

/** Whether a deny reaches a row; `emergency`: one that break-glass does not override. */
export function denied(policy: Policy, keys: RowKeys, emergency = false): Fragment {
  const severe = emergency ? sql`c.emergency and` : sql``;
  return sql`(f.provisions is not null and exists (select from ${provisions}
    where not c.permit and ${severe} ${about(policy.dataClass === undefined ? [] : [policy.dataClass])}
    and ${touching(keys.time)}))`;
}
