import type { Money } from './shapes.ts';

/** `null` unless both are known: an amount without its currency says nothing. */
export function money(value: string | null, currency: string | null): Money | null {
  return value === null || currency === null ? null : { value, currency };
}
