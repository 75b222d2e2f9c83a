/** Whether a part behind the hub could not be asked: by the code of ours that such errors have. */
export const isUnavailable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'UNAVAILABLE';

/** With status 503 (RFC 9110, 10.2.3), in seconds: parts come back in a moment, or an operator is needed. */
export const RETRY_LATER: Readonly<Record<string, string>> = { 'retry-after': '5' };
