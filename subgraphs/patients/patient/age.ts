/** Ages above this are told to nobody who may not read the birth date (45 CFR 164.514(b)(2)(i)(C)). */
const OLDEST_TOLD = 89;
const BAND = 10;

/** Whether somebody born in that year may be over 89 by now: the year alone leaves a year of doubt. */
export const mayBeOver89 = (birthYear: number, today: Date): boolean =>
  today.getUTCFullYear() - birthYear > OLDEST_TOLD;

/** `30-39`, by the age reached this year; `90+` above 89. */
export function ageBand(birthYear: number, today: Date): string {
  if (mayBeOver89(birthYear, today)) return `${OLDEST_TOLD + 1}+`;
  const from = Math.max(0, Math.floor((today.getUTCFullYear() - birthYear) / BAND) * BAND);
  return `${from}-${from + BAND - 1}`;
}
