import { dateText } from '../format/date.ts';
import type { Words } from '../words/words.ts';
import type { Period } from './values.ts';

/** A period in words: with both ends, or open at one of them. */
export function periodText({ start, end }: Period, { record }: Words, tag: string): string {
  if (start !== null && end !== null) return record.from(dateText(start, tag), dateText(end, tag));
  if (start !== null) return record.since(dateText(start, tag));
  return end === null ? record.noValue : record.until(dateText(end, tag));
}
