import type { Pool } from '@caretrail/db';
import type { Caller } from '@caretrail/kit';
import type { Random } from '../../db/demo/random.ts';
import { askHub } from './asking.ts';
import { openCase } from './world/change-world.ts';

interface Given {
  readonly place: string;
  readonly cursor: string;
}

/** Cursors that were seen in a place; the oldest are forgotten. */
const MOST = 50;

/** Cursors out of answers, to be tried by whoever got them and by others, and where each caller's changes begin. */
export class Cursors {
  readonly #starts: readonly (string | null)[];
  readonly #kept = new Map<string, string[]>();

  private constructor(starts: readonly (string | null)[]) {
    this.#starts = starts;
  }

  /** Asks every caller's place in the feed of changes; what is placed in it afterwards is new to them. */
  static async open(url: string, callers: readonly Caller[], admin: Pool): Promise<Cursors> {
    const starts: (string | null)[] = [];
    for (const [number, caller] of callers.entries()) {
      if (caller.case !== null) await openCase(admin, caller.case, caller.subject ?? '');
      const { data } = await askHub(url, number, '{ changes(first: 1) { cursor } }', {});
      const changes = data?.['changes'];
      const cursor = typeof changes === 'object' && changes !== null ? Reflect.get(changes, 'cursor') : null;
      starts.push(typeof cursor === 'string' ? cursor : null);
    }
    return new Cursors(starts);
  }

  /** What a caller may try: mostly their own, now and then another's. */
  for(caller: number, random: Random) {
    const whose = random.chance(0.6) ? String(caller) : 'anyone';
    return {
      start: this.#starts[caller] ?? null,
      cursorsOf: (place: string): readonly string[] => this.#kept.get(`${whose} ${place}`) ?? [],
    };
  }

  keep(caller: number, { place, cursor }: Given): void {
    for (const whose of [String(caller), 'anyone']) {
      const kept = this.#kept.get(`${whose} ${place}`) ?? [];
      this.#kept.set(`${whose} ${place}`, [...kept, cursor].slice(-MOST));
    }
  }
}
