import { vi } from 'vitest';
import type { EntryKind } from '../entry/entry.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { START } from './party.ts';
import { type Simulation, type Submitting, simulate } from './simulate.ts';

export interface Outcome {
  readonly refusal: RefusalCode | null;
  readonly answer: string;
  /** Entries before and after, of all that were written. */
  readonly changes: readonly { readonly key: string; readonly before: unknown; readonly after: unknown }[];
}

interface Call {
  readonly submitter: Submitting;
  readonly name: string;
  readonly args: readonly string[];
  readonly claimed: number;
}

/** The contracts over a state in memory: every call is simulated by two endorsers whose clocks differ. */
export class MemoryChannel {
  readonly #state = new Map<string, string>();
  /** Milliseconds since 1970, by a perfect clock. */
  time = START.getTime();

  /** What a contract keeps under an id, for those who are well informed. */
  entry(kind: EntryKind, id: string): Readonly<Record<string, unknown>> | null {
    const value = this.#state.get(`\0${kind}\0${id}\0`);
    return value === undefined ? null : JSON.parse(value);
  }

  /** A call whose client claims the time to be `claimed`, by default what it is. */
  async call(
    submitter: Submitting,
    name: string,
    args: readonly string[],
    { claimed = this.time } = {},
  ): Promise<Outcome> {
    const call = { submitter, name, args, claimed };
    const outcomes = [await this.#outcome(call, 0), await this.#outcome(call, 120_000)] as const;
    const [first, second] = outcomes.map((one) => JSON.stringify(one, plain));
    if (first !== second) throw new Error(`endorsers disagree about ${name}: ${first} ${second}`);
    const [outcome] = outcomes;
    if (typeof outcome === 'string') return { refusal: outcome, answer: '', changes: [] };
    const changes = [...outcome.writes].map(([key, after]) => {
      const before = this.#state.get(key);
      this.#state.set(key, after);
      return { key: readable(key), before: before === undefined ? null : parse(before), after: parse(after) };
    });
    return { refusal: null, answer: outcome.answer, changes };
  }

  async #outcome({ submitter, name, args, claimed }: Call, ahead: number): Promise<Simulation | RefusalCode> {
    vi.setSystemTime(this.time + ahead);
    try {
      return await simulate({ state: this.#state, time: claimed }, submitter, name, args);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }
}

const plain = (_name: string, value: unknown) => (value instanceof Map ? [...value] : value);
const readable = (key: string) => key.split('\0').filter(Boolean).join('/');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
