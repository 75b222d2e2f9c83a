import { CONTEXT_HEADER } from '@caretrail/kit/remote';
import { Agent, errors } from 'undici';
import { askWhole } from './whole-answer.ts';

/** Milliseconds to connect, until an answer begins, and between two of its parts. */
const CONNECT = 2_000;
const DEADLINE = 10_000;
/** Shorter than a subgraph keeps an idle connection, so that it is the hub that closes. */
const KEEP_ALIVE = 60_000;
const CONNECTIONS = 64;
/** Bytes of an answer; what is longer is no answer to a question that the limits let through. */
const MOST_ANSWER = 64_000_000;

/** Codes of a connection that broke before an answer began. */
const BROKEN = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

/** What went wrong, as a code (`ECONNREFUSED`, `UND_ERR_HEADERS_TIMEOUT`): it names no address. */
export const faultOf = (error: unknown): string =>
  String((typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null) ?? 'unknown');

/** Whether asking again on another connection may help. */
export const isBroken = (error: unknown): boolean => BROKEN.has(faultOf(error));

export const isLate = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

export interface TransportOptions {
  /** Milliseconds a subgraph may take until its answer begins, and between two parts of it (10,000). */
  readonly deadline?: number;
  /** Bytes of an answer (64,000,000). */
  readonly mostAnswer?: number;
  /** Connections to each subgraph (64). */
  readonly connections?: number;
}

export interface Reply {
  readonly status: number;
  readonly schema: string | null;
  readonly text: string;
}

interface Place {
  readonly origin: string;
  readonly path: string;
}

/** Connections of a hub to its subgraphs, kept open and used again. */
export class Transport {
  readonly #agent: Agent;
  readonly #places = new Map<string, Place>();

  constructor({
    deadline = DEADLINE,
    mostAnswer = MOST_ANSWER,
    connections = CONNECTIONS,
  }: TransportOptions = {}) {
    this.#agent = new Agent({
      connections,
      connect: { timeout: CONNECT },
      headersTimeout: deadline,
      bodyTimeout: deadline,
      keepAliveTimeout: KEEP_ALIVE,
      maxResponseSize: mostAnswer,
    });
  }

  /**
   * Posts a fetch. Rejects when there is no whole answer; aborting the signal ends the subgraph's work too.
   * @param context - signed, for subgraphs of this project; null for others
   * @param traceparent - W3C Trace Context of the fetch, if it is traced
   */
  async post(
    url: string,
    {
      body,
      context,
      traceparent,
    }: { body: string; context: string | null; traceparent?: string | undefined },
    signal: AbortSignal,
  ): Promise<Reply> {
    const { status, headers, text } = await askWhole(
      this.#agent,
      {
        ...this.#placeOf(url),
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(context !== null && { [CONTEXT_HEADER]: context }),
          ...(traceparent !== undefined && { traceparent }),
        },
        body,
      },
      signal,
    );
    const schema = headers['caretrail-schema'];
    return { status, schema: typeof schema === 'string' ? schema : null, text };
  }

  /** Addresses are few, and each is read once. */
  #placeOf(url: string): Place {
    const known = this.#places.get(url);
    if (known) return known;
    const { origin, pathname } = new URL(`${url}/graphql`);
    const place = { origin, path: pathname };
    this.#places.set(url, place);
    return place;
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}
