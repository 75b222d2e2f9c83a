import { setTimeout as wait } from 'node:timers/promises';
import { type Caller, PURPOSES, ROLES, TIERS } from '@caretrail/kit';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Generation } from '../graphql.ts';
import type { Exports } from './exports.ts';
import { placeOf, takeStep } from './take-step.ts';

/** Milliseconds between two looks for exports that nobody works at. */
const LOOK = 1_000;
/** Failures in a row that end an export, and milliseconds before the first of them is tried again. */
const MOST_FAILURES = 6;
const FIRST_PAUSE = 250;

const callerShape: z.ZodType<Caller> = z.object({
  ...{ tier: z.enum(TIERS), role: z.enum(ROLES).nullable(), subject: z.string().nullable() },
  ...{ organization: z.string().nullable(), purpose: z.enum(PURPOSES).nullable() },
  ...{ purposes: z.array(z.enum(PURPOSES)), scopes: z.array(z.string()).nullable() },
  ...{ tokenScopes: z.array(z.string()), case: z.string().nullable(), expires: z.number().nullable() },
  authenticatedAt: z.number().nullable(),
});

export interface RunnerOptions {
  readonly exports: Exports;
  readonly generation: () => Generation;
  readonly logger: Logger;
}

/**
 * Works at exports, one at a time and step by step: each step is kept with the place behind it, so that whoever takes the export
 * over, this hub after a restart or another, goes on there.
 */
export class ExportRunner {
  readonly #options: RunnerOptions;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #wake = () => {};

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  /** Something was begun: it need not wait for the next look. */
  nudge(): void {
    this.#wake();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { exports, logger } = this.#options;
    while (!this.#stop.signal.aborted) {
      try {
        const claimed = await exports.claim();
        if (claimed !== null) await this.#work(claimed);
        else await this.#pause();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        logger.warn({ err: error }, 'exports cannot be worked at now');
        await this.#pause();
      }
    }
  }

  #pause(): Promise<unknown> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return Promise.race([woken, wait(LOOK, undefined, { ref: false })]);
  }

  async #work(claimed: NonNullable<Awaited<ReturnType<Exports['claim']>>>): Promise<void> {
    const { exports, generation, logger } = this.#options;
    const { id, types } = claimed;
    const caller = callerShape.parse(claimed.caller);
    const { signal } = this.#stop;
    let [place, failures] = [placeOf(claimed.place), 0];
    while (!signal.aborted) {
      try {
        const step = await takeStep({ types, place }, generation, { caller, id, signal });
        const kept = await exports.keep(id, step);
        if (kept === 'LOST' || (kept === 'KEPT' && step.place === null)) return;
        if (kept === 'KEPT') place = placeOf(step.place);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures++;
        logger.warn({ job: id, err: error }, 'a step of an export failed');
        if (failures === MOST_FAILURES) return exports.fail(id);
        await wait(FIRST_PAUSE * 2 ** failures, undefined, { signal }).catch(() => {});
      }
    }
  }
}
