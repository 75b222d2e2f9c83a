import type { Caller } from '@caretrail/kit';

/** Streams that one caller, and all together, may have open on a hub. */
export interface PlaceLimits {
  readonly caller: number;
  readonly all: number;
}

/** Who has how many streams open here. */
export class Places {
  readonly #limits: PlaceLimits;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  /** A way to give the place back, or null where there is none left. */
  take({ tier, role, organization, subject }: Caller): (() => void) | null {
    const key = JSON.stringify([tier, role, organization, subject]);
    const own = this.#taken.get(key) ?? 0;
    if (own >= this.#limits.caller || this.#all >= this.#limits.all) return null;
    this.#taken.set(key, own + 1);
    this.#all += 1;
    return () => {
      const left = (this.#taken.get(key) ?? 1) - 1;
      if (left === 0) this.#taken.delete(key);
      else this.#taken.set(key, left);
      this.#all -= 1;
    };
  }
}
