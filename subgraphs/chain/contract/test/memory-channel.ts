import type { Context } from 'fabric-contract-api';
import { ClientIdentity } from 'fabric-shim';
import { vi } from 'vitest';
import { createAuthority, issueCertificate } from '../../membership/index.ts';
import type { EntryKind } from '../entry/entry.ts';
import { contracts } from '../index.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';

/** A certificate of the channel. */
export interface Submitting {
  readonly mspid: string;
  readonly idBytes: Uint8Array;
}

const now = new Date('2026-06-01T00:00:00Z');

export async function submittersOf(msp: string, organizations: readonly string[]) {
  const authority = await createAuthority(msp, now);
  const issue = async (role: 'admin' | 'client', attributes: Readonly<Record<string, string>>) => {
    const request = { authority, commonName: 'someone', role, attributes, now };
    const { certificate } = await issueCertificate(request);
    return { mspid: msp, idBytes: Buffer.from(certificate) };
  };
  return {
    administrator: await issue('admin', {}),
    members: new Map(
      await Promise.all(
        organizations.map(async (id) => [id, await issue('client', { 'caretrail.org': id })] as const),
      ),
    ),
  };
}

type Method = (context: Context, ...args: readonly string[]) => Promise<string>;

/** What an endorser signs: the answer, and all that the transaction would write and tell. */
interface Simulation {
  readonly answer: string;
  readonly writes: ReadonlyMap<string, string>;
  readonly event: string | null;
}

export interface Outcome {
  readonly refusal: RefusalCode | null;
  readonly answer: string;
  /** Entries before and after, of all that were written. */
  readonly changes: readonly { readonly key: string; readonly before: unknown; readonly after: unknown }[];
}

/** The contracts over a state in memory: every call is simulated by two endorsers whose clocks differ. */
export class MemoryChannel {
  readonly #state = new Map<string, string>();
  readonly #contracts = new Map(contracts.map((Class) => new Class()).map((one) => [one.getName(), one]));
  readonly #identities = new WeakMap<Submitting, ClientIdentity>();
  /** Milliseconds since 1970, by a perfect clock. */
  time = now.getTime();

  /** What a contract keeps under an id, for those who are well informed. */
  entry(kind: EntryKind, id: string): Readonly<Record<string, unknown>> | null {
    const value = this.#state.get(`\0${kind}\0${id}\0`);
    return value === undefined ? null : JSON.parse(value);
  }

  async call(submitter: Submitting, name: string, args: readonly string[]): Promise<Outcome> {
    const outcomes = [
      await this.#outcome(submitter, name, args, 0),
      await this.#outcome(submitter, name, args, 120_000),
    ] as const;
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

  async #outcome(
    submitter: Submitting,
    name: string,
    args: readonly string[],
    ahead: number,
  ): Promise<Simulation | RefusalCode> {
    vi.setSystemTime(this.time + ahead);
    try {
      return await this.#simulate(submitter, name, args);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  async #simulate(submitter: Submitting, name: string, args: readonly string[]): Promise<Simulation> {
    const [subject = '', method = ''] = name.split(':');
    const contract = this.#contracts.get(subject);
    const writes = new Map<string, string>();
    let event: string | null = null;
    const stub = {
      getChannelID: () => 'care',
      getTxID: () => 'ab'.repeat(32),
      getCreator: () => submitter,
      getDateTimestamp: () => new Date(this.time),
      getState: async (key: string) => Buffer.from(this.#state.get(key) ?? ''),
      putState: async (key: string, value: Uint8Array) => {
        writes.set(key, Buffer.from(value).toString());
      },
      createCompositeKey: (kind: string, parts: readonly string[]) => `\0${[kind, ...parts].join('\0')}\0`,
      setEvent: (title: string, payload: Uint8Array) => {
        event = `${title} ${Buffer.from(payload).toString()}`;
      },
    };
    const context = { stub, clientIdentity: this.#identity(submitter, stub) } as unknown as Context;
    const run = Reflect.get(contract ?? {}, method) as Method;
    return { answer: await run.call(contract, context, ...args), writes, event };
  }

  /** What the shim reads from a certificate, once for each: it takes longer than the rest of a call. */
  #identity(submitter: Submitting, stub: object): ClientIdentity {
    const known = this.#identities.get(submitter) ?? new ClientIdentity(stub as never);
    this.#identities.set(submitter, known);
    return known;
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
