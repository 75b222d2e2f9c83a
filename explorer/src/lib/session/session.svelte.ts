import type { Asker } from '../graph/post.ts';
import type { Persona } from './personas.ts';
import type { Tier } from './tier.ts';

/** A signed-in capacity. The token lives in this object alone: a reload asks the issuer again. */
interface SignedIn {
  readonly persona: Persona;
  readonly token: string;
  /** Unix milliseconds at which the token ends. */
  readonly ends: number;
}

/** Who is asking, and for what purpose: one for the page. */
class Session {
  #in = $state.raw<SignedIn | null>(null);
  #purpose = $state<string | null>(null);
  /** Set when the token ended while a page was open; the page then asks to sign in again. */
  expired = $state(false);

  get persona(): Persona | null {
    return this.#in?.persona ?? null;
  }
  get tier(): Tier {
    return this.#in?.persona.tier ?? 'public';
  }
  get role(): string | null {
    return this.#in?.persona.role ?? null;
  }
  get ends(): number | null {
    return this.#in?.ends ?? null;
  }
  get purpose(): string | null {
    return this.#purpose;
  }
  set purpose(purpose: string | null) {
    if (purpose !== null && this.persona?.purposes.includes(purpose)) this.#purpose = purpose;
  }

  /** Reading it in an effect makes the effect run again when the reader, purpose or case changes. */
  get asker(): Asker {
    return {
      token: this.#in?.token ?? null,
      purpose: this.#purpose,
      case: this.#in?.persona.case ?? null,
    };
  }

  begin(persona: Persona, token: string, lifetime: number): void {
    this.#in = { persona, token, ends: Date.now() + lifetime * 1000 };
    this.#purpose = persona.purposes[0] ?? null;
    this.expired = false;
  }

  end(): void {
    this.#in = null;
    this.#purpose = null;
    this.expired = false;
  }
}

export const session = new Session();
