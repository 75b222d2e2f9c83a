import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Header that carries a request's id, both ways. */
export const REQUEST_ID = 'x-request-id';

/**
 * The id under which a request stands in logs, traces, access events and `INTERNAL` errors: the caller's own if it is a
 * UUID in lower case, else a new one. Free text would let a caller write what they like into logs and records.
 */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID];
  return typeof given === 'string' && UUID.test(given) ? given : randomUUID();
}
