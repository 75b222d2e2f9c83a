/** The caller has spent the budget of this minute. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly code = 'RATE_LIMITED';
  /** Seconds until there is a new one, 1 to 60. */
  readonly seconds: number;

  constructor(seconds: number) {
    super(`You ask for more than you may in a minute: go on in ${seconds} s.`);
    this.seconds = seconds;
  }

  /** For the reply (RFC 9110, 10.2.3). */
  get headers(): Readonly<Record<string, string>> {
    return { 'retry-after': String(this.seconds) };
  }
}
