import type { Amount } from './lease.ts';
import type { Lease } from './lease-alone.ts';
import { RateLimited } from './rate-limited.ts';

type Currency = keyof Amount;
const CURRENCIES: readonly Currency[] = ['requests', 'cost'];

/** A hub takes this part of an allowance at a time: the larger, the less it asks, and the more may lapse unspent. */
const SLICES = 20;

const NOTHING: Amount = { requests: 0, cost: 0 };

/** What one hub holds of a payer's budget for the minute that runs. */
export class Account {
  readonly #allowance: Amount;
  readonly #lease: (asked: Amount) => Promise<Lease>;
  #held: Record<Currency, number> = { ...NOTHING };
  /** Of what nothing more is to be had in this minute. */
  #spent: ReadonlySet<Currency> = new Set();
  #minute = 0;
  /** `performance.now()` at which it lapses. */
  #until = 0;
  #flight: Promise<void> | null = null;

  /** @param lease - takes a part of the budget; what rejects, ends the spending with its error */
  constructor(allowance: Amount, lease: (asked: Amount) => Promise<Lease>) {
    this.#allowance = allowance;
    this.#lease = lease;
  }

  /** False when nothing is held that a later request could spend, or be refused for. */
  get open(): boolean {
    return this.#flight !== null || performance.now() < this.#until;
  }

  /** Spends what is held, and asks for more only where that is not enough. Throws {@link RateLimited}. */
  async spend(amount: Amount): Promise<void> {
    for (;;) {
      const now = performance.now();
      if (now >= this.#until) this.#begin(this.#minute);
      const lacking = CURRENCIES.filter((one) => this.#allowance[one] > 0 && this.#held[one] < amount[one]);
      if (lacking.length === 0) break;
      if (lacking.some((one) => this.#spent.has(one)))
        throw new RateLimited(Math.min(60, Math.max(1, Math.ceil((this.#until - now) / 1000))));
      this.#flight ??= this.#take(amount, lacking).finally(() => {
        this.#flight = null;
      });
      await this.#flight;
    }
    for (const one of CURRENCIES) this.#held[one] -= amount[one];
  }

  #begin(minute: number): void {
    this.#minute = minute;
    this.#held = { ...NOTHING };
    this.#spent = new Set();
  }

  async #take(amount: Amount, lacking: readonly Currency[]): Promise<void> {
    const slice = (one: Currency) =>
      Math.max(Math.ceil(this.#allowance[one] / SLICES), amount[one] - this.#held[one]);
    const part = (one: Currency) => (lacking.includes(one) ? slice(one) : 0);
    const asked = { requests: part('requests'), cost: part('cost') };
    // What is left is counted from before the question, so that no lease outlives its minute at the database.
    const sent = performance.now();
    const { minute, left, last = false, ...leased } = await this.#lease(asked);
    if (minute !== this.#minute) this.#begin(minute);
    this.#until = sent + left;
    for (const one of CURRENCIES) this.#held[one] += leased[one];
    this.#spent = new Set([...this.#spent, ...CURRENCIES.filter((one) => last || leased[one] < asked[one])]);
  }
}
