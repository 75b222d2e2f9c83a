import { BadInput } from '@caretrail/kit';

/** A time that a caller names, in UTC with milliseconds; a day or month is its first instant. Null where none is named. */
export function askedTime(name: string, value: string | null | undefined): string | null {
  if (value == null) return null;
  const time = new Date(value);
  if (Number.isNaN(time.valueOf()) || time.getUTCFullYear() > 9999)
    throw new BadInput(`${name} must be a time such as 2024-01-31T12:00:00.000Z.`);
  return time.toISOString();
}
