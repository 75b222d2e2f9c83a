import type { Caller } from '@caretrail/kit';
import type { ApiKey } from '../api-key/api-key.ts';

/** Why a request has no caller. A bad token is never taken for the public tier. */
export interface AuthenticationFailure {
  readonly code: 'UNAUTHENTICATED' | 'EXPIRED' | 'FORBIDDEN_PURPOSE' | 'BAD_USER_INPUT';
  readonly status: 400 | 401 | 403;
  /** Words for the caller; nothing of the token. */
  readonly reason: string;
}

export type Authentication =
  | {
      readonly caller: Caller;
      /** Who pays for a request of the public's, where it came with a key. */
      readonly key?: ApiKey;
      readonly failure?: never;
    }
  | { readonly failure: AuthenticationFailure; readonly caller?: never; readonly key?: never };

/** Header values by lower-case name, as Node and fetch give them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a request is for, as the proof of a token's holder names it. */
export interface RequestTarget {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** `Host` as the client wrote it. */
  readonly host: string;
}

/** Turns a request's headers into who is asking; the only place where a {@link Caller} is made. */
export interface Identity {
  /**
   * @param request - asked of tokens that are bound to a key; `proven`: the request was authenticated before, and goes on.
   *   Without it such a token is refused
   */
  authenticate(headers: RequestHeaders, request?: RequestTarget | 'proven'): Promise<Authentication>;
}
