import type { Provision, Row } from './facts.ts';
import type { Capacity } from './right.ts';

/** First and last instant that a record may be of, as finely as the caller knows its time; null: it is no event. */
export type Span = readonly [first: number, last: number] | 'unknown' | null;

/** @param exact whether the caller may read the exact time of whatever record of the type they see */
export function spanOf({ type, see }: Row, exact: boolean): Span {
  if (type === 'Patient') return null;
  if (typeof see['at'] !== 'string') return 'unknown';
  const at = Date.parse(see['at']);
  if (exact) return [at, at];
  const start = new Date(at);
  const month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth());
  return [month, Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1) - 1];
}

const names = ({ organization, subject }: Capacity, actor: string): boolean =>
  actor === organization || actor === subject;

/** In force now, and for what the caller asks for. */
const inForce = (one: Provision, caller: Capacity, now: number): boolean =>
  one.validFrom <= now && one.validTo > now && (one.purpose === null || one.purpose === caller.purpose);

/**
 * Whether a permit reaches a record: it names its actor and covers all of the time that the record may be of. A person is
 * no event, and is seen by a permit of whatever class: else a grantee could reach nothing.
 */
export function permits(one: Provision, dataClass: string, span: Span, caller: Capacity, now: number) {
  if (!one.permit || !inForce(one, caller, now)) return false;
  if (one.actor === null || !names(caller, one.actor)) return false;
  if (one.dataClass !== null && one.dataClass !== dataClass && dataClass !== 'person') return false;
  if (span === null || (one.dataFrom === null && one.dataTo === null)) return true;
  if (span === 'unknown') return false;
  return (one.dataFrom === null || one.dataFrom <= span[0]) && (one.dataTo === null || one.dataTo >= span[1]);
}

/**
 * Whether a deny reaches a record: it names the caller, or everyone without leaving the caller out, and any of the time
 * that the record may be of. One of a period hides what happened in it, not the person.
 */
export function denies(one: Provision, dataClass: string, span: Span, caller: Capacity, now: number) {
  if (one.permit || !inForce(one, caller, now)) return false;
  if (
    one.actor === null
      ? (one.excepted ?? []).some((actor) => names(caller, actor))
      : !names(caller, one.actor)
  )
    return false;
  if (one.dataClass !== null && one.dataClass !== dataClass) return false;
  if (one.dataFrom === null && one.dataTo === null) return true;
  if (span === null) return false;
  if (span === 'unknown') return true;
  return (one.dataFrom === null || one.dataFrom <= span[1]) && (one.dataTo === null || one.dataTo >= span[0]);
}
