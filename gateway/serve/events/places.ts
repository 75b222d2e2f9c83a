import { createHash } from 'node:crypto';
import type { Caller } from '@caretrail/kit';
import type { Logger } from 'pino';
import { within } from '../../budget/within.ts';

/** Streams that may be open: of one caller, at all hubs that share a database; of all callers, at one hub. */
export interface PlaceLimits {
  readonly caller: number;
  readonly all: number;
}

/** Where hubs share the places of callers; the launcher gives the database's. */
export interface PlaceStore {
  /** A way to leave the place, or null where the caller has no other. Rejects when the store cannot be asked. */
  take(caller: Uint8Array, most: number): Promise<(() => Promise<void>) | null>;
}

interface PlacesOptions {
  readonly limits: PlaceLimits;
  /** Absent: each hub counts for itself. */
  readonly stored?: PlaceStore | undefined;
  readonly logger: Logger;
}

/** Milliseconds that the store may take for a place. */
const WITHIN = 2_000;

/** Who has how many streams open: here, which bounds what a hub holds, and everywhere. */
export class Places {
  readonly #options: PlacesOptions;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** A way to give the place back, or null where there is none left. */
  async take({ tier, role, organization, subject }: Caller): Promise<(() => void) | null> {
    const key = JSON.stringify([tier, role, organization, subject]);
    const leave = this.#takeHere(key);
    if (!leave) return null;
    const left = await this.#takeEverywhere(key);
    if (left)
      return () => {
        leave();
        left();
      };
    leave();
    return null;
  }

  #takeHere(key: string): (() => void) | null {
    const { limits } = this.#options;
    const own = this.#taken.get(key) ?? 0;
    if (own >= limits.caller || this.#all >= limits.all) return null;
    this.#taken.set(key, own + 1);
    this.#all += 1;
    return () => {
      const left = (this.#taken.get(key) ?? 1) - 1;
      if (left === 0) this.#taken.delete(key);
      else this.#taken.set(key, left);
      this.#all -= 1;
    };
  }

  /** While the store cannot be asked, a hub counts for itself: a stream that asks it anyway would end by that. */
  async #takeEverywhere(key: string): Promise<(() => void) | null> {
    const { stored, limits, logger } = this.#options;
    const counted = () => {};
    if (!stored) return counted;
    try {
      const caller = createHash('sha256').update(key).digest();
      const leave = await within(WITHIN, stored.take(caller, limits.caller));
      return leave && (() => void leave().catch(() => {}));
    } catch (error) {
      logger.warn({ err: error }, 'places of streams cannot be asked for: they are counted here');
      return counted;
    }
  }
}
