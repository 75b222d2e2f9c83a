/** How long to wait after a number of failures in a row. */
export interface BackoffOptions {
  /** Milliseconds after the first failure. */
  readonly first: number;
  /** Milliseconds at most. */
  readonly longest: number;
}

/**
 * Exponential, with half of it random so that many waiting sides do not return together.
 * @param random 0 (included) to 1
 */
export function backoff(failures: number, { first, longest }: BackoffOptions, random: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(failures - 1, 40));
  return whole / 2 + (whole / 2) * random;
}
