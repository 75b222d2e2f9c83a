import type { Period } from './shapes.ts';

/** `null` where neither end is known. */
export function period(start: string | null, end: string | null): Period | null {
  return start === null && end === null ? null : { start, end };
}
