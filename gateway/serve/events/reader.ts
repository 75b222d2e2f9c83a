import type { Caller } from '@caretrail/kit';
import type { AuthenticationFailure, Identity, RequestHeaders } from '../../identity/identity.ts';
import type { Generation } from '../graphql.ts';
import { CHANGES, type Changes, changesAnswer } from './format.ts';
import type { Turns } from './turns.ts';

/** Why a stream ends, or does not begin; `code` is for the caller. */
export class StreamEnded extends Error {
  override readonly name = 'StreamEnded';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, reason: string) {
    super(reason);
    this.code = code;
    this.status = status;
  }
}

/** Changes that one question asks for. */
const PAGE = 100;
/** Milliseconds that one question may take. */
const WITHIN = 15_000;

export interface ReaderOptions {
  readonly identity: Identity;
  readonly generation: () => Generation;
  /** Questions of all streams that may run at a time: a wave of changes must not take the pool from requests. */
  readonly turns: Turns;
}

export const refused = ({ code, status, reason }: AuthenticationFailure) =>
  new StreamEnded(code, status, reason);

/**
 * Reads changes as a caller would who asks each time anew: the token is read again, and the question goes the whole way of
 * authorisation to a transaction of its own with its access event. Whatever has changed in between decides.
 */
export class ChangeReader {
  readonly #options: ReaderOptions;
  readonly #headers: RequestHeaders;
  readonly #id: string;

  constructor(options: ReaderOptions, headers: RequestHeaders, id: string) {
    this.#options = options;
    this.#headers = headers;
    this.#id = id;
  }

  /** Who asks now; throws {@link StreamEnded} where the token no longer holds. Its holder was proven when the stream began. */
  async caller(): Promise<Caller> {
    const { caller, failure } = await this.#options.identity.authenticate(this.#headers, 'proven');
    if (failure) throw refused(failure);
    if (caller.tier === 'public')
      throw new StreamEnded('UNAUTHENTICATED', 401, 'Live events ask for a sign-in.');
    if (caller.expires !== null && caller.expires * 1000 <= Date.now())
      throw new StreamEnded('EXPIRED', 401, 'The access token has expired: sign in again.');
    return caller;
  }

  /** What comes after a place; from now on, with null. */
  async after(cursor: string | null, signal: AbortSignal): Promise<Changes> {
    const caller = await this.caller();
    const { hub, run } = this.#options.generation()[caller.tier];
    const understood = hub.understand({
      text: CHANGES,
      operationName: 'Changes',
      variables: { after: cursor, first: PAGE },
    });
    const info = {
      id: this.#id,
      operation: 'Changes',
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN)]),
    };
    const { data, errors = [] } = await this.#options.turns.run(() =>
      run(CHANGES, { understood, caller, info }),
    );
    const [error] = errors;
    if (error) {
      const code = String(error.extensions?.['code'] ?? 'INTERNAL');
      const status = error.extensions?.['policy'] !== undefined ? 403 : code === 'BAD_USER_INPUT' ? 400 : 503;
      throw new StreamEnded(code, status, error.message);
    }
    return changesAnswer.parse(data).changes;
  }
}
