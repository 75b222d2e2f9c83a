import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestInfo, Subgraph } from '@caretrail/kit';
import { SettingError } from '@caretrail/kit/settings';
import { type DocumentNode, type ExecutionResult, parse } from 'graphql';
import type { Logger } from 'pino';
import type { Variables } from '../operation/conditions.ts';
import { fetchBody } from './fetch-body.ts';
import { readResults } from './read-result.ts';
import { faultOf, isLate, type Transport } from './transport.ts';
import { SubgraphUnavailable } from './unavailable.ts';

const SDL = parse('{ _service { sdl } }');

/** Milliseconds between two tries to reach a subgraph that is still starting. */
const PAUSE = 500;

export interface ForeignOptions {
  readonly name: string;
  /** Origin, without a slash at its end; asked at `/graphql`. */
  readonly url: string;
  readonly transport: Transport;
  readonly logger: Logger;
}

/**
 * A federation 2 subgraph that is not of this project. It is asked as any gateway would, and told of nobody who asks: what
 * its directives say of who may have what is for the hub to enforce, before anything is fetched.
 */
export class ForeignSubgraph {
  readonly #options: ForeignOptions;
  /** The SDL that was composed last. */
  #sdl: string | null = null;

  constructor(options: ForeignOptions) {
    this.#options = options;
  }

  /** Asks for its schema until it answers or `signal` aborts; rejects with `SettingError`, which names the subgraph and the cure. */
  async connect(signal: AbortSignal): Promise<Subgraph> {
    const { name } = this.#options;
    let last: unknown = null;
    while (!signal.aborted) {
      try {
        const sdl = await this.#askSdl(signal);
        this.#sdl = sdl;
        return this.#subgraph(sdl);
      } catch (error) {
        last = error;
      }
      await wait(PAUSE, undefined, { signal }).catch(() => {});
    }
    throw new SettingError(
      `The subgraph ${name} does not give its schema: see that it runs, that its address in THIRD_PARTY_SUBGRAPHS is right, and that it answers _service { sdl } at /graphql.`,
      { cause: last },
    );
  }

  /** Looks every `interval` milliseconds whether it serves another schema than the one composed, until `signal` aborts. */
  async watch(onChange: () => void, interval: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await wait(interval, undefined, { signal, ref: false }).catch(() => {});
      // While it does not answer, what it was asked before is asked of it still.
      const sdl = await this.#askSdl(signal).catch(() => this.#sdl);
      if (sdl !== this.#sdl && !signal.aborted) onChange();
    }
  }

  async #askSdl(signal: AbortSignal): Promise<string> {
    const { data } = await this.#post(SDL, {}, { id: randomUUID(), operation: 'schema', signal });
    const service: unknown = data?.['_service'];
    const sdl = typeof service === 'object' && service !== null ? Reflect.get(service, 'sdl') : undefined;
    if (typeof sdl !== 'string') throw new Error('a schema without text');
    return sdl;
  }

  async #post(document: DocumentNode, variables: Variables, info: RequestInfo): Promise<ExecutionResult> {
    const { url, transport } = this.#options;
    const body = fetchBody([{ document, variables }], { request: info.id, operation: info.operation });
    const { status, text } = await transport.post(url, { body: body.text, context: null }, info.signal);
    if (status !== 200) throw new Error(`it answered ${status}`);
    const [result] = readResults(text, 1);
    return result ?? {};
  }

  #subgraph(sdl: string): Subgraph {
    const { name, logger } = this.#options;
    return {
      name,
      sdl,
      foreign: true,
      open: (_caller, info) => ({
        recordsEach: true,
        execute: async (document, variables) => {
          try {
            return await this.#post(document, variables, info);
          } catch (error) {
            if (info.signal.aborted) throw error;
            logger.error(
              { request: info.id, subgraph: name, reason: faultOf(error) },
              'a subgraph could not be asked',
            );
            throw new SubgraphUnavailable(isLate(error) ? 'TIMEOUT' : 'UNAVAILABLE');
          }
        },
        commit: async () => {},
        rollback: async () => {},
      }),
      close: async () => {},
    };
  }
}
