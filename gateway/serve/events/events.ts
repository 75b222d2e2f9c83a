import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Budgets, ONE_REQUEST } from '../../budget/budgets.ts';
import { RateLimited } from '../../budget/rate-limited.ts';
import type { Identity } from '../../identity/identity.ts';
import type { Observers } from '../../observe/request-observer.ts';
import type { Generation } from '../graphql.ts';
import { CHALLENGE } from '../http/challenge.ts';
import { PRIVATE, replyJson } from '../http/reply.ts';
import { targetOf } from '../http/request-target.ts';
import type { Changes } from './format.ts';
import { Head } from './head.ts';
import { type PlaceLimits, type PlaceStore, Places } from './places.ts';
import { ChangeReader, refused, StreamEnded } from './reader.ts';
import { EventStream, type Pace } from './stream.ts';
import { Turns } from './turns.ts';

/** Questions of streams that run at a time: some of a pool's ten connections, never most of them. */
const AT_A_TIME = 3;
const PACE: Pace = { heartbeat: 15_000, patience: 10_000 };
const LIMITS: PlaceLimits = { caller: 5, all: 500 };

export interface LiveOptions {
  /** The last position of the feed, where the hub has a login of the database; else streams ask on their own. */
  readonly head?: () => Promise<number>;
  readonly limits?: PlaceLimits;
  /** Where hubs count the streams of a caller together; absent: each counts for itself. */
  readonly places?: PlaceStore;
  readonly pace?: Pace;
}

interface EventsOptions extends Observers {
  readonly live: LiveOptions;
  readonly identity: Identity;
  readonly generation: () => Generation;
  readonly budgets: Budgets;
}

/** `GET /events` and its end. */
export interface Events {
  handle(request: IncomingMessage, response: ServerResponse, id: string): Promise<void>;
  /** Ends all streams in order; their clients come back, to another hub if this one is gone. */
  close(): void;
}

const refuse = (
  response: ServerResponse,
  { status, code, message }: StreamEnded,
  headers: Readonly<Record<string, string>> = { 'retry-after': '5' },
): void => {
  if (status === 401) response.setHeaders(new Headers(CHALLENGE));
  if (status === 429 || status === 503) response.setHeaders(new Headers(headers));
  replyJson(response, status, { errors: [{ message, extensions: { code } }] });
};

/** A place to resume at that is not this caller's, or not one at all, begins anew: a client could not mend it. */
async function firstPage(reader: ChangeReader, last: string | null, signal: AbortSignal): Promise<Changes> {
  try {
    return await reader.after(last, signal);
  } catch (error) {
    if (last === null || !(error instanceof StreamEnded) || error.code !== 'BAD_USER_INPUT') throw error;
    return { ...(await reader.after(null, signal)), missed: true };
  }
}

/** Server-sent events of what changes, for callers who are signed in. */
export function createEvents({
  budgets,
  generation,
  identity,
  live,
  logger,
  metrics,
}: EventsOptions): Events {
  const head = new Head({ read: live.head, logger });
  const places = new Places({ limits: live.limits ?? LIMITS, stored: live.places, logger });
  const turns = new Turns(AT_A_TIME);
  const closing = new AbortController();

  async function stream(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    if (request.method !== 'GET') throw new StreamEnded('BAD_USER_INPUT', 405, 'Ask with GET.');
    const reader = new ChangeReader({ identity, generation, turns }, request.headers, id);
    const asking = await identity.authenticate(request.headers, targetOf(request));
    await budgets.spend(request, asking, ONE_REQUEST);
    if (asking.failure) throw refused(asking.failure);
    const caller = await reader.caller();
    const gone = new AbortController();
    response.once('close', () => gone.abort(new StreamEnded('GONE', 499, 'The client has gone.')));
    const leave = await places.take(caller);
    if (!leave) throw new StreamEnded('LIMIT_EXCEEDED', 429, 'There are too many streams: close one.');
    const signal = AbortSignal.any([closing.signal, gone.signal]);
    const { tier } = caller;
    metrics?.streamOpened(tier);
    let reason = 'FAILED';
    try {
      const seen = head.position;
      const last = request.headers['last-event-id'];
      const first = await firstPage(reader, typeof last === 'string' && last !== '' ? last : null, signal);
      response.writeHead(200, {
        ...PRIVATE,
        'content-type': 'text/event-stream; charset=utf-8',
        // A stream is a connection's last answer: when it ends, nothing of it keeps a closing hub waiting.
        connection: 'close',
        // Proxies that gather answers would hold events back.
        'x-accel-buffering': 'no',
      });
      const options = {
        ...{ response, reader, head, signal },
        pace: live.pace ?? PACE,
        onSent: (events: number) => metrics?.eventsSent(tier, events),
      };
      reason = await new EventStream(options, first.cursor).run(first, seen);
    } finally {
      leave();
      metrics?.streamEnded(tier, reason);
      logger.info({ request: id, tier, reason }, 'a stream has ended');
    }
  }

  return {
    async handle(request, response, id) {
      try {
        await stream(request, response, id);
      } catch (error) {
        if (error instanceof StreamEnded) return refuse(response, error);
        if (error instanceof RateLimited) {
          const { code, headers, message } = error;
          return refuse(response, new StreamEnded(code, 429, message), headers);
        }
        logger.error({ request: id, err: error }, 'a stream failed');
        refuse(response, new StreamEnded('UNAVAILABLE', 503, 'A part of this system does not answer.'));
      }
    },
    close: () => closing.abort(new StreamEnded('CLOSING', 503, 'This hub closes.')),
  };
}
