import type { Asker } from '../graph/post.ts';
import type { Capacity } from './capacity.ts';
import type { Tokens } from './issuer.ts';
import { forget, remember } from './remembered.ts';
import type { Tier } from './tier.ts';

/** Somebody signed in. The tokens live in this object alone: a reload asks the issuer again. */
interface SignedIn {
  readonly capacity: Capacity;
  /** Name of the demo's persona; null for somebody the issuer alone knows. */
  readonly persona: string | null;
  readonly tokens: Tokens;
  /** Unix milliseconds at which the access token ends. */
  readonly ends: number;
}

/** What a reader chose: purpose of use, and the case an auditor works on. */
interface Choice {
  readonly purpose: string | null;
  readonly case: string | null;
}

const NOTHING: Choice = { purpose: null, case: null };
const endOf = ({ lifetime }: Tokens): number => Date.now() + lifetime * 1000;

/** Who is asking, and for what purpose: one for the page. */
class Session {
  #in = $state.raw<SignedIn | null>(null);
  #choice = $state.raw<Choice>(NOTHING);
  #count = $state(0);
  /** Set when the token ended while a page was open; the page then asks to sign in again. */
  expired = $state(false);

  get capacity(): Capacity | null {
    return this.#in?.capacity ?? null;
  }
  get persona(): string | null {
    return this.#in?.persona ?? null;
  }
  get tier(): Tier {
    return this.#in?.capacity.tier ?? 'public';
  }
  get role(): string | null {
    return this.#in?.capacity.role ?? null;
  }
  get ends(): number | null {
    return this.#in?.ends ?? null;
  }
  get tokens(): Tokens | null {
    return this.#in?.tokens ?? null;
  }
  get purpose(): string | null {
    return this.#choice.purpose;
  }
  set purpose(purpose: string | null) {
    if (purpose !== null && this.capacity?.purposes.includes(purpose)) this.#choose({ purpose });
  }
  get case(): string | null {
    return this.#choice.case;
  }
  set case(id: string | null) {
    this.#choose({ case: id });
  }

  /** Changes whenever somebody else asks, or for another purpose or case; not when a session is extended. */
  get asking(): string {
    return `${this.#count}|${this.purpose}|${this.case}`;
  }

  get asker(): Asker {
    return { token: this.#in?.tokens.access ?? null, ...this.#choice };
  }

  begin(who: Pick<SignedIn, 'capacity' | 'persona' | 'tokens'>, choice: Choice): void {
    const { purposes } = who.capacity;
    const purpose = purposes.find((one) => one === choice.purpose) ?? purposes[0] ?? null;
    this.#in = { ...who, ends: endOf(who.tokens) };
    this.#choice = NOTHING;
    this.#count++;
    this.#choose({ purpose, case: choice.case });
    this.expired = false;
  }

  /** Later tokens of the same person. */
  extend(tokens: Tokens): void {
    if (this.#in === null) return;
    this.#in = {
      ...this.#in,
      tokens: { ...tokens, refresh: tokens.refresh ?? this.#in.tokens.refresh },
      ends: endOf(tokens),
    };
    this.expired = false;
  }

  end(): void {
    forget();
    this.#in = null;
    this.#choice = NOTHING;
    this.#count++;
    this.expired = false;
  }

  #choose(change: Partial<Choice>): void {
    this.#choice = { ...this.#choice, ...change };
    if (this.#in !== null) remember({ persona: this.#in.persona, ...this.#choice });
  }
}

export const session = new Session();
