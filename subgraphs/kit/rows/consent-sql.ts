import type { Caller } from '../caller/caller.ts';
import type { DataClass, Policy } from '../catalogue/policy.ts';
import { type Fragment, join, name, sql } from '../sql/fragment.ts';
import type { RowKeys } from './row-keys.ts';

/**
 * The provisions of a person that speak of this caller, for this purpose, now: gathered once a person, as JSON, and null
 * for the many who have decided nothing. A permit must name the caller or their organization; a deny may name
 * nobody, and leave some out. The last instant of a period of data belongs to it: `until` is the one after, which lies
 * behind whatever a month or a day that ends with the period can mean.
 */
export function provisionsOf(patient: Fragment, caller: Caller): Fragment {
  const actors = actorsOf(caller);
  return sql`(select jsonb_agg(jsonb_build_object('id', c.id, 'permit', c.permit, 'class', c.data_class,
      'emergency', c.deny_emergency,
      'from', to_char(c.data_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'until', to_char((c.data_to + interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    from access.consent c where c.patient = ${patient} and c.valid_from <= now() and c.valid_to > now()
      and (c.purpose is null or c.purpose = ${caller.purpose})
      and (c.actor = any(${actors}::text[])
        or (c.actor is null and not c.permit and not coalesce(c.excepted && ${actors}::text[], false))))`;
}

/** By what names decisions speak of a caller. */
export const actorsOf = ({ organization, subject }: Caller): readonly string[] =>
  [organization, subject].filter((actor) => actor !== null);

/** The first and the last instant that a time of any precision can mean, as text that sorts like time. */
const earliest = (time: Fragment): Fragment =>
  sql`${time} || substr('0001-01-01T00:00:00.000Z', length(${time}) + 1)`;
const latest = (time: Fragment): Fragment => sql`${time} || '~'`;

/**
 * A question about the provisions is a filter in SQL/JSON path language, which compares strings by code points: an
 * expression and no sub-query, so that a statement which asks it a dozen times is still quick to begin.
 */
interface Question {
  readonly filter: Fragment;
  readonly time: Fragment | undefined;
}

/** What the filters call `$first` and `$last`; both null for a record that tells no time. */
const moment = ({ time }: Question): Fragment =>
  time === undefined
    ? sql`'{}'::jsonb`
    : sql`jsonb_build_object('first', ${earliest(time)}, 'last', ${latest(time)})`;

/**
 * A permit covers a record only if all of the record's possible time lies within its data period. A person is no
 * event: any permit lets them be seen.
 */
const within = (time: Fragment | undefined): Fragment =>
  time === undefined
    ? sql``
    : sql` && (@.from == null || $first >= @.from) && (@.until == null || $last < @.until)`;

/**
 * A deny reaches a record as soon as it may lie within its data period. A deny of a period hides what happened in it,
 * not the person.
 */
const touching = (time: Fragment | undefined): Fragment =>
  time === undefined
    ? sql` && @.from == null && @.until == null`
    : sql` && (@.from == null || $last == null || $last >= @.from)
      && (@.until == null || $first == null || $first < @.until)`;

const about = (classes: readonly DataClass[]): Fragment => {
  const named = classes.map((one) => sql`@.class == "${name(one)}"`);
  return sql` && (${join([sql`@.class == null`, ...named], ' || ')})`;
};

function permit({ permittedBy, dataClass }: Policy, { time }: RowKeys): Question {
  const classes = permittedBy ?? (dataClass === undefined ? [] : [dataClass]);
  return { time, filter: sql`@.permit == true${about(classes)}${within(time)}` };
}

function deny({ dataClass }: Policy, { time }: RowKeys, emergency: boolean): Question {
  const severe = emergency ? sql` && @.emergency == true` : sql``;
  const classes = dataClass === undefined ? [] : [dataClass];
  return { time, filter: sql`@.permit == false${severe}${about(classes)}${touching(time)}` };
}

const someone = (question: Question): Fragment =>
  sql`(f.provisions is not null
    and jsonb_path_exists(f.provisions, '$[*] ? (${question.filter})', ${moment(question)}))`;

/** Ids of the permits that open a row under a policy, as a JSON array; null for who has decided nothing. */
export function permits(policy: Policy, keys: RowKeys): Fragment {
  const question = permit(policy, keys);
  return sql`jsonb_path_query_array(f.provisions, '$[*] ? (${question.filter}).id', ${moment(question)})`;
}

/** Whether some permit opens a row under a policy. */
export const permitted = (policy: Policy, keys: RowKeys): Fragment => someone(permit(policy, keys));

/** Whether a deny reaches a row; `emergency`: one that break-glass does not override. */
export const denied = (policy: Policy, keys: RowKeys, emergency = false): Fragment =>
  someone(deny(policy, keys, emergency));
