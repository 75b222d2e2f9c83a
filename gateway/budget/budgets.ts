import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Caller, PUBLIC_CALLER, type Tier } from '@caretrail/kit';
import type { ApiKey } from '../api-key/api-key.ts';
import type { Observers } from '../observe/request-observer.ts';
import { Account } from './account.ts';
import type { Allowances } from './allowance.ts';
import { clientNetwork } from './client-address.ts';
import type { Amount, BudgetStore, LeaseRequest } from './lease.ts';
import { type Lease, leaseAlone } from './lease-alone.ts';
import { RateLimited } from './rate-limited.ts';
import { within } from './within.ts';

/** Payers whose accounts are kept; whose account is dropped while it is open takes a new part of the same budget. */
const MOST_ACCOUNTS = 20_000;

/** Milliseconds that the database may take for a lease. */
const WITHIN = 2_000;

/** What a hub allows of a budget while the database cannot be asked, and for how long; then it asks again. */
const OUTAGE = { part: 0.05, milliseconds: 10_000 };

export const ONE_REQUEST: Amount = { requests: 1, cost: 0 };

export interface BudgetOptions {
  readonly allowances: Allowances;
  /** Proxies of one's own that a request comes through, each adding to `X-Forwarded-For`. */
  readonly proxyHops: number;
  /** Absent: each hub counts for itself. */
  readonly stored?: BudgetStore;
}

/** Who asks, as far as it is known: without a caller there was no usable token, or no usable key. */
export interface Asking {
  readonly caller?: Caller | undefined;
  readonly key?: ApiKey | undefined;
}

/** Who pays for a request: a caller who is signed in, an API key, and for everything else the network that it comes from. */
interface Payer {
  readonly tier: Tier;
  readonly name: string;
  readonly allowance: Amount;
}

/** What callers may ask for in a minute, over all hubs that share a database. */
export class Budgets {
  readonly #options: BudgetOptions;
  readonly #observers: Pick<Observers, 'logger' | 'metrics'>;
  readonly #accounts = new Map<string, Account>();
  #warnedAt = Number.NEGATIVE_INFINITY;

  constructor(options: BudgetOptions, observers: Pick<Observers, 'logger' | 'metrics'>) {
    this.#options = options;
    this.#observers = observers;
  }

  /**
   * Spends of the budget of who asks; without a caller of the public's. Most of the time nothing is asked of the database.
   * Throws {@link RateLimited}.
   */
  async spend(request: IncomingMessage, asking: Asking, amount: Amount): Promise<void> {
    const payer = this.#payer(request, asking);
    if (payer.allowance.requests === 0 && payer.allowance.cost === 0) return;
    try {
      await this.#account(payer).spend(amount);
    } catch (error) {
      if (error instanceof RateLimited) this.#observers.metrics?.rateLimited(payer.tier);
      throw error;
    }
  }

  #payer(request: IncomingMessage, { caller, key }: Asking): Payer {
    if (key) return { tier: 'public', name: `key ${key.id}`, allowance: key.allowance };
    const { tier, organization, subject } = caller ?? PUBLIC_CALLER;
    const name =
      tier === 'public'
        ? `public ${clientNetwork(request, this.#options.proxyHops)}`
        : JSON.stringify([tier, organization, subject]);
    return { tier, name, allowance: this.#options.allowances[tier] };
  }

  #account({ name, allowance }: Payer): Account {
    const known = this.#accounts.get(name);
    if (known) return known;
    if (this.#accounts.size >= MOST_ACCOUNTS) this.#drop();
    const payer = createHash('sha256').update(name).digest();
    const made = new Account(allowance, (asked) => this.#lease({ payer, asked, allowance }));
    this.#accounts.set(name, made);
    return made;
  }

  /** Drops what has lapsed, and if that is too little the oldest. */
  #drop(): void {
    for (const [key, account] of this.#accounts) if (!account.open) this.#accounts.delete(key);
    for (const key of this.#accounts.keys()) {
      if (this.#accounts.size < MOST_ACCOUNTS * 0.9) return;
      this.#accounts.delete(key);
    }
  }

  async #lease(request: LeaseRequest): Promise<Lease> {
    const { stored } = this.#options;
    if (!stored) return leaseAlone(request.allowance, 1, 60_000);
    try {
      return await within(WITHIN, stored.lease(request));
    } catch (error) {
      this.#warn(error);
      return leaseAlone(request.allowance, OUTAGE.part, OUTAGE.milliseconds);
    }
  }

  /** Once a minute, however many payers there are. */
  #warn(error: unknown): void {
    if (performance.now() - this.#warnedAt < 60_000) return;
    this.#warnedAt = performance.now();
    this.#observers.logger.warn(
      { err: error },
      'budgets cannot be asked for: a part of each is allowed here',
    );
  }
}
