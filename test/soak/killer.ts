import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../db/demo/random.ts';
import type { Victim } from './stage.ts';

/** The launcher gives up on what ends more than five times within a minute. */
const MOST_A_MINUTE = 4;
const MINUTE = 60_000;
/** Milliseconds that a killed part may take to be back. */
const BACK_WITHIN = 180_000;
/** How often two die at once. */
const PAIRS = 0.15;

export interface KillerOptions {
  readonly victims: readonly Victim[];
  readonly random: Random;
  /** Whether everything answers again. */
  readonly isBack: () => Promise<boolean>;
  readonly say: (line: string) => void;
}

/** Kills at random times, now and then two at once; what was killed must be back before the next. */
export class Killer {
  readonly #options: KillerOptions;
  /** When what the launcher starts again has ended. */
  readonly #ends = new Map<string, number[]>();
  kills = 0;

  constructor(options: KillerOptions) {
    this.#options = options;
  }

  /** @param most - that may still be killed */
  async next(most: number): Promise<void> {
    const { random, isBack, say } = this.#options;
    await wait(random.between(200, 2_500));
    const killed = new Set<string>();
    const count = random.chance(PAIRS) ? Math.min(2, most) : 1;
    while (killed.size < count) killed.add(await this.#killOne(killed));
    this.kills += count;
    const names = [...killed].join(' and ');
    const started = performance.now();
    while (!(await isBack())) {
      if (performance.now() - started > BACK_WITHIN)
        throw new Error(`After the death of ${names} not everything came back.`);
      await wait(100);
    }
    say(`${this.kills}: ${names}, back after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  }

  async #killOne(before: ReadonlySet<string>): Promise<string> {
    for (;;) {
      const { name, supervised, pid } = this.#options.random.pick(
        this.#options.victims.filter((victim) => !before.has(victim.name) && this.#mayDie(victim)),
      );
      const running = pid();
      if (running === null) {
        await wait(20);
        continue;
      }
      if (supervised !== null)
        this.#ends.set(supervised, [...(this.#ends.get(supervised) ?? []), Date.now()]);
      process.kill(running, 'SIGKILL');
      return name;
    }
  }

  #mayDie({ supervised }: Victim): boolean {
    const ends = supervised === null ? [] : (this.#ends.get(supervised) ?? []);
    return ends.filter((at) => Date.now() - at < MINUTE).length < MOST_A_MINUTE;
  }
}
