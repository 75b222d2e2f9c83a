import type { RightsPolicy } from './catalogue.ts';
import type { Keys } from './keys.ts';
import { all, type CallerSql, literal, NAMES, oneOf, PURPOSE } from './text.ts';

/** Provisions in force for this purpose that speak of one of these data classes, or of all. */
const inForce = (classes: readonly string[]): string =>
  all([
    `(c.data_class is null or c.data_class in ${oneOf(classes)})`,
    `(c.purpose is null or c.purpose = ${PURPOSE})`,
    'c.valid_from <= now()',
    'c.valid_to > now()',
  ]);

/**
 * A permit of the person that names the caller or their organization, for the row's own instant. As with a deny, the
 * first half is computed once, so that the second runs for the people with a permit only.
 */
export function permitted(policy: RightsPolicy, keys: Keys, caller: CallerSql): string {
  const { dataClass, permittedBy } = policy;
  if (dataClass === undefined) throw new Error(`${policy.id} admits by consent and has no data class.`);
  const permit = all(['c.permit', `c.actor = any (${caller.names})`, inForce(permittedBy ?? [dataClass])]);
  const people = `${keys.patient} in (select c.patient from access.consent c where ${permit})`;
  // A person is no event: any permit lets them be seen.
  if (keys.at === null) return people;
  // A row without an instant lies in no bounded period.
  return `${people}
  and exists (select from access.consent c where c.patient = ${keys.patient}
  and ${permit}
  and (c.data_from is null or c.data_from <= ${keys.at})
  and (c.data_to is null or c.data_to >= ${keys.at}))`;
}

/** Null where the deny leaves nobody out. */
const EXCEPTED = `c.excepted && ${NAMES}`;

/** A deny that names the caller, their organization or everyone whom it does not leave out. */
const denying = (dataClass: string): string =>
  all([
    'not c.permit',
    `(c.actor = any (${NAMES}) or (c.actor is null and not coalesce(${EXCEPTED}, false)))`,
    inForce([dataClass]),
  ]);

/**
 * True for the rows that a deny takes away. The first half does not depend on the row: it is computed once and hashed,
 * so that the second runs only for the few people with any deny.
 */
export function denied(dataClass: string, keys: Keys, emergency = false): string {
  const base = emergency ? `c.deny_emergency\n  and ${denying(dataClass)}` : denying(dataClass);
  // A deny of a period of data does not hide the person, only what happened in it.
  if (keys.at === null)
    return `${keys.patient} in (select c.patient from access.consent c where ${base}
  and c.data_from is null
  and c.data_to is null)`;
  return `(${keys.patient} in (select c.patient from access.consent c where ${base})
  and exists (select from access.consent c where c.patient = ${keys.patient}
  and ${base}
  and (c.data_from is null or ${keys.at} is null or c.data_from <= ${keys.at})
  and (c.data_to is null or ${keys.at} is null or c.data_to >= ${keys.at})))`;
}

/** An emergency access of the caller to this person, that has not run out. */
export const brokenGlass = (keys: Keys, caller: CallerSql): string =>
  `exists (select from access.break_glass b where b.subject = ${caller.subject}
  and b.patient = ${keys.patient}
  and b.expires > now())`;

export const notSensitive = (keys: Keys): string | null =>
  keys.sensitivity === null ? null : `${keys.sensitivity} = ${literal('N')}`;
