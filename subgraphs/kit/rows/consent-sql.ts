import type { Caller } from '../caller/caller.ts';
import type { DataClass, Policy } from '../catalogue/policy.ts';
import { type Fragment, sql } from '../sql/fragment.ts';
import type { RowKeys } from './row-keys.ts';

const FROM = sql`to_char(c.data_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') collate "C"`;
const TO = sql`to_char(c.data_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') collate "C"`;

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
  return sql`(c.data_from is null or ${earliest(time)} >= ${FROM})
    and (c.data_to is null or ${latest(time)} <= ${TO})`;
}

/**
 * A deny reaches a record as soon as it may lie within its data period. A deny of a period hides what happened in it,
 * not the person.
 */
function touching(time: Fragment | undefined): Fragment {
  if (time === undefined) return sql`c.data_from is null and c.data_to is null`;
  return sql`(c.data_from is null or ${time} is null or ${latest(time)} >= ${FROM})
    and (c.data_to is null or ${time} is null or ${earliest(time)} <= ${TO})`;
}

/** Provisions of the row's person, for this purpose, now. */
function inForce(caller: Caller, classes: readonly DataClass[], keys: RowKeys): Fragment {
  return sql`c.patient = ${keys.patient} and c.valid_from <= now() and c.valid_to > now()
    and (c.data_class is null or c.data_class = any(${classes}::text[]))
    and (c.purpose is null or c.purpose = ${caller.purpose})`;
}

/** Whom a provision can name: the caller's organization, or the caller. */
const named = (caller: Caller): Fragment =>
  sql`c.actor = any(${[caller.organization, caller.subject].filter((actor) => actor !== null)}::text[])`;

const permitClasses = (policy: Policy): readonly DataClass[] =>
  policy.permittedBy ?? (policy.dataClass === undefined ? [] : [policy.dataClass]);

/** Ids of the permits that open a row under a policy. */
export const permits = (policy: Policy, caller: Caller, keys: RowKeys): Fragment =>
  sql`select c.id from access.consent c
    where c.permit and ${named(caller)} and ${inForce(caller, permitClasses(policy), keys)} and ${within(keys.time)}`;

/** Whether a deny reaches a row; `emergency`: one that break-glass does not override. */
export function denied(policy: Policy, caller: Caller, keys: RowKeys, emergency = false): Fragment {
  const classes = policy.dataClass === undefined ? [] : [policy.dataClass];
  const severe = emergency ? sql`c.deny_emergency and` : sql``;
  return sql`exists (select from access.consent c
    where not c.permit and ${severe} (c.actor is null or ${named(caller)})
    and ${inForce(caller, classes, keys)} and ${touching(keys.time)})`;
}
