const DAY = 86_400_000;

/** Dates of the population, counted from the day that it is made on. */
export class Calendar {
  readonly #today: number;

  constructor(now: Date) {
    this.#today = Math.floor(now.getTime() / DAY) * DAY;
  }

  /** The instant at so many minutes after midnight (UTC) of a day ago. */
  instant(daysAgo: number, minutes: number): string {
    return new Date(this.#today - daysAgo * DAY + minutes * 60_000).toISOString();
  }

  /** `YYYY-MM-DD` */
  day(daysAgo: number): string {
    return this.instant(daysAgo, 0).slice(0, 10);
  }

  /** The birth date of someone of this age, so many days after their birthday. */
  birthDate(age: number, daysSince: number): string {
    return this.day(Math.round(age * 365.25) + daysSince);
  }
}
