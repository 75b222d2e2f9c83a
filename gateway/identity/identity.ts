import type { Caller } from '@caretrail/kit';

/** Why a request has no caller. A bad token is never taken for the public tier. */
export interface AuthenticationFailure {
  readonly code: 'UNAUTHENTICATED' | 'EXPIRED' | 'FORBIDDEN_PURPOSE' | 'BAD_USER_INPUT';
  readonly status: 400 | 401 | 403;
  /** Words for the caller; nothing of the token. */
  readonly reason: string;
}

export type Authentication =
  | { readonly caller: Caller; readonly failure?: never }
  | { readonly failure: AuthenticationFailure; readonly caller?: never };

/** Header values by lower-case name, as Node and fetch give them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Turns a request's headers into who is asking; the only place where a {@link Caller} is made. */
export interface Identity {
  authenticate(headers: RequestHeaders): Promise<Authentication>;
}
