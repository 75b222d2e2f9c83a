/**
 * FHIR R4 date and dateTime: a year, a month or a day, or an instant to the second with a zone. What is held is the lexical
 * form of a partial date, and of an instant its UTC form with milliseconds; finer fractions are cut off, not rounded, so
 * that no instant moves into a later day.
 */
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,30}))?(Z|([+-])(\d{2}):(\d{2}))$/;

const MINUTE = 60_000;

/** The text as it is held, or `null` if it is no date or names a day that does not exist. */
export function fhirDate(text: string): string | null {
  const match = DATE.exec(text);
  return match !== null && exists(match[1], match[2], match[3]) ? text : null;
}

/** As {@link fhirDate}; an instant becomes `YYYY-MM-DDTHH:MM:SS.mmmZ`. A leap second names no instant here. */
export function fhirDateTime(text: string): string | null {
  return text.includes('T') ? instant(text) : fhirDate(text);
}

/** The first instant that a date or dateTime as it is held stands for, in UTC. */
export function earliestInstant(dateTime: string): Date {
  const [year = 1, month = 1, day = 1] = dateTime.split('-').map(Number);
  return dateTime.includes('T') ? new Date(dateTime) : utc(year, month, day);
}

/** The last instant that a date or dateTime as it is held stands for, to the millisecond, in UTC. */
export function latestInstant(dateTime: string): Date {
  if (dateTime.includes('T')) return new Date(dateTime);
  const [year = 1, month, day] = dateTime.split('-').map(Number);
  if (month === undefined) return before(utc(year + 1, 1, 1));
  return before(day === undefined ? utc(year, month + 1, 1) : utc(year, month, day + 1));
}

const before = (instant: Date): Date => new Date(instant.getTime() - 1);

function instant(text: string): string | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, day = '', hour = '', minute = '', second = '', fraction = '', zone, sign, zoneHour, zoneMinute] =
    match;
  if (fhirDate(day) === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zone === 'Z' ? 0 : Number(zoneHour) * 60 + Number(zoneMinute);
  if (offset > 14 * 60 || Number(zoneMinute ?? 0) > 59) return null;
  const local = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  const held = new Date(sign === '-' ? local + offset * MINUTE : local - offset * MINUTE).toISOString();
  // Four digits of year are all that the format has; year 0 does not exist.
  return held.length === 24 && !held.startsWith('0000') ? held : null;
}

function exists(year = '', month = '01', day = '01'): boolean {
  if (Number(year) < 1) return false;
  const date = utc(Number(year), Number(month), Number(day));
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

/** `Date.UTC` takes years below 100 for those of the last century. */
function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
