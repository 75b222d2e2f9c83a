const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-\d\d$/;

type Parts = Intl.DateTimeFormatOptions;

const SHAPES: readonly { readonly is: RegExp; readonly parts: Parts; readonly complete: string }[] = [
  {
    is: INSTANT,
    parts: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    complete: '',
  },
  { is: DAY, parts: { day: 'numeric', month: 'short', year: 'numeric' }, complete: 'T00:00:00Z' },
  { is: MONTH, parts: { month: 'long', year: 'numeric' }, complete: '-01T00:00:00Z' },
];

/**
 * A FHIR date in words, in its own precision: year, month, day or instant. Instants are shown in UTC, as they are
 * committed, so that what a proof says and what a page says read alike.
 */
export function dateText(text: string, tag: string): string {
  const shape = SHAPES.find(({ is }) => is.test(text));
  if (shape === undefined) return text;
  const date = new Date(`${text}${shape.complete}`);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(tag, { ...shape.parts, timeZone: 'UTC', hourCycle: 'h23' }).format(date);
}

/** Day and short month of a date that has them, else the month: for the margin of a trail. */
export function dayText(text: string, tag: string): string {
  const fine = INSTANT.test(text) || DAY.test(text);
  const date = new Date(MONTH.test(text) ? `${text}-01T00:00:00Z` : text);
  if (Number.isNaN(date.getTime())) return text;
  const parts: Parts = fine ? { day: 'numeric', month: 'short' } : { month: 'short' };
  return new Intl.DateTimeFormat(tag, { ...parts, timeZone: 'UTC' }).format(date);
}

/** How long ago, in the largest unit that fits. */
export function agoText(text: string, now: number, tag: string): string {
  const seconds = Math.round((Date.parse(text) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  const size = Math.abs(seconds);
  if (size < 60) return format.format(seconds, 'second');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(Math.round(seconds / 86_400), 'day');
}

/** Hour and minute on the reader's own clock, of Unix milliseconds. */
export const timeText = (at: number, tag: string): string =>
  new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
